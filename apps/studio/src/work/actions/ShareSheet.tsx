import type { Work } from '@tributary/sdk/wire'
import { useState } from 'react'
import { Button, Field, Input, Sheet } from '../../design/index.ts'

type ShareSheetProps = { readonly work: Work; readonly open: boolean; readonly onOpenChange: (open: boolean) => void }

/** Ways to take a work elsewhere: a link that shows its card, and code for a page of one's own. */
export function ShareSheet({ work, open, onOpenChange }: ShareSheetProps) {
  const link = new URL(`/works/${work.id}`, location.origin).href
  const oembed = new URL(`/oembed?url=${encodeURIComponent(link)}`, location.origin).href
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Share it"
      lead="Whoever opens the link sees the picture, its proof and its licenses. No account, no wallet."
    >
      <div className="flex flex-col gap-8">
        <figure>
          <img
            src={`/works/${work.id}/card.png`}
            alt={`Preview card of ${work.name}`}
            width={1200}
            height={630}
            className="aspect-[1200/630] h-auto w-full"
          />
          <figcaption className="pt-2 text-muted text-small">How it looks where the link is pasted</figcaption>
        </figure>
        <Copyable label="Link" value={link} />
        <Copyable label="For a page of your own (oEmbed)" value={oembed} />
        {'share' in navigator && (
          <Button icon="share" onClick={() => navigator.share({ title: work.name, url: link }).catch(() => {})}>
            Share with another app
          </Button>
        )}
      </div>
    </Sheet>
  )
}

function Copyable({ label, value }: { readonly label: string; readonly value: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <Field label={label}>
      {(wiring) => (
        <div className="flex gap-2">
          <Input
            {...wiring}
            readOnly
            value={value}
            className="font-mono text-small"
            onFocus={(event) => event.target.select()}
          />
          <Button icon={copied ? 'check' : 'copy'} onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      )}
    </Field>
  )
}
