import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import { joined } from './joined.ts'

type SheetProps = {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  /** One sentence below the title. */
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** What stays at the lower edge: the buttons. */
  readonly foot?: ReactNode
  /** `side` comes from the right, `center` stands in the middle. On a phone both rise from below. */
  readonly place?: 'side' | 'center'
  readonly width?: string
}

const places = {
  side: 'sm:inset-y-0 sm:right-0 sm:h-dvh sm:max-h-none sm:w-[30rem] sm:animate-slide sm:border-l',
  center:
    'sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:w-[32rem] sm:-translate-x-1/2 sm:rounded-control sm:border',
} as const

/** Something that wants the whole attention: over the page, with its own focus, closed by Escape. */
export function Sheet({ open, onOpenChange, title, lead, children, foot, place = 'side', width }: SheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(10_8_6/0.55)]" />
        <Dialog.Content
          onInteractOutside={keepForNotices}
          {...(lead === undefined && { 'aria-describedby': undefined })}
          className={joined(
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise flex-col border-line border-t bg-raised sm:inset-x-auto sm:border-t-0',
            places[place],
            width,
          )}
        >
          <header className="flex items-start justify-between gap-4 px-6 pt-6 pb-4">
            <div>
              <Dialog.Title className="font-serif text-title">{title}</Dialog.Title>
              {lead !== undefined && (
                <Dialog.Description className="mt-1 text-muted text-small">{lead}</Dialog.Description>
              )}
            </div>
            <Dialog.Close asChild>
              <IconButton icon="close" label="Close" className="-mt-1 -mr-2" />
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6">{children}</div>
          {foot && (
            <footer className="border-line border-t px-6 py-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {foot}
            </footer>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** A notice stands above the sheet: whoever closes it does not mean the sheet. */
function keepForNotices(event: Event & { readonly target: EventTarget | null }): void {
  if (event.target instanceof Element && event.target.closest('[data-notices]')) event.preventDefault()
}
