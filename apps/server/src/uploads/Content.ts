/** What the bytes of a file are, found by looking at them. */
export type Content = {
  readonly type: 'picture' | 'model' | 'file'
  readonly mediaType: string
  /** Upright; `pixels` is the identity of what is seen. */
  readonly picture?: { readonly width: number; readonly height: number; readonly pixels: string } | undefined
  readonly model?:
    | { readonly name: string; readonly styles: string[]; readonly steps: number; readonly dataset: string }
    | undefined
}
