import { z } from 'zod'
import { hash, time } from './primitives.ts'
import { picture } from './works.ts'

/** The most bytes that may be uploaded at once: 100 MB. */
export const uploadLimit = 100_000_000

/**
 * A file that was uploaded: what its bytes are, not what was said about them. Only its owner sees it. It is thrown away
 * when nothing was made of it until `expires`.
 */
export const upload = z.object({
  /** SHA-256 of the bytes: the same file has one id, however often it comes. */
  id: hash,
  /** Found by content. */
  mediaType: z.string(),
  size: z.number().int(),
  /** A picture can be trained on and shown; a model can draw; anything else goes along as a file. */
  type: z.enum(['picture', 'model', 'file']),
  /** The file itself, to download. */
  src: z.string(),
  /** How a picture looks, upright. */
  picture: picture.optional(),
  /** What a model file says about itself. */
  model: z.object({ name: z.string(), styles: z.array(z.string()), steps: z.number().int(), dataset: hash }).optional(),
  created: time,
  expires: time.optional(),
})
export type Upload = z.infer<typeof upload>

/** How much of the room for uploads an account has taken. Units: bytes and files. */
export const uploadRoom = z.object({
  bytes: z.number().int(),
  mostBytes: z.number().int(),
  files: z.number().int(),
  mostFiles: z.number().int(),
})
export type UploadRoom = z.infer<typeof uploadRoom>
