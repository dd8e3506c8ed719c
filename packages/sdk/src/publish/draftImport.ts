import type { Flow, Tree } from '@tributary/protocol'
import { sha256 } from 'viem'
import type { Content, Draft, Terms } from './Draft.ts'

/** Any file as a work: sound, text, code, 3D. Whoever publishes it says that it is theirs; nothing else proves it. */
export function draftImport(parameters: draftImport.Parameters): Draft {
  const { name, content, flows = [], trees = [], ...terms } = parameters
  return {
    ...terms,
    kind: 'import',
    name,
    identity: { content: sha256(content.bytes) },
    content: async () => content,
    flows,
    trees,
  }
}

export declare namespace draftImport {
  type Parameters = Terms & {
    readonly name: string
    readonly content: Content
    readonly flows?: readonly Flow.Flow[] | undefined
    /** The trees that flows lead to. */
    readonly trees?: readonly Tree.Tree[] | undefined
  }
}
