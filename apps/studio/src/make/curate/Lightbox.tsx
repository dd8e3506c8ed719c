import { Dialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { IconButton, joined } from '../../design/index.ts'
import { useKeys, wrap } from './useKeys.ts'

/** One of the pictures of a lightbox. */
export type Slide = {
  readonly key: string
  readonly title: string
  /** How it was made, in plain words. */
  readonly recipe: ReactNode
  readonly picture: ReactNode
  readonly kept: boolean
}

type LightboxProps = {
  readonly slides: readonly Slide[]
  /** The one that is shown; undefined closes. */
  readonly at: number | undefined
  readonly onAt: (at: number | undefined) => void
  readonly onKeep: (at: number) => void
  /** Takes it away; the next one comes. */
  readonly onDrop?: (at: number) => void
  readonly onExplore?: (at: number) => void
}

/** Pictures one at a time, or two side by side, led by keys. */
export function Lightbox(props: LightboxProps) {
  const { slides, at, onAt } = props
  const slide = at === undefined ? undefined : slides[at]
  return (
    <Dialog.Root open={slide !== undefined} onOpenChange={(open) => !open && onAt(undefined)}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex animate-appear flex-col bg-ground outline-none"
        >
          {slide && at !== undefined && <Stage {...props} at={at} slide={slide} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Stage(props: LightboxProps & { readonly at: number; readonly slide: Slide }) {
  const { slides, at, slide, onAt } = props
  const [pinned, setPinned] = useState<string>()
  const beside = slides.find(({ key }) => key === pinned && key !== slide.key)
  const compare = () => setPinned(pinned === undefined ? slide.key : undefined)
  useKeys({ ...props, compare })
  return (
    <>
      <header className="flex items-center gap-2 py-2 pr-2 pl-4 sm:pl-6">
        <Dialog.Title className="min-w-0 truncate font-medium text-small">{slide.title}</Dialog.Title>
        <span className="tabular ml-2 text-muted text-small">
          {at + 1} of {slides.length}
        </span>
        <Dialog.Close asChild>
          <IconButton icon="close" label="Close (Escape)" className="ml-auto" />
        </Dialog.Close>
      </header>
      <div className="flex min-h-0 flex-1 items-stretch">
        <Turn icon="left" label="Previous (left arrow)" onClick={() => onAt(wrap(at - 1, slides.length))} />
        <div
          className={joined('grid min-h-0 min-w-0 flex-1 gap-4', beside && 'grid-rows-2 sm:grid-cols-2 sm:grid-rows-1')}
        >
          {beside && <Frame slide={beside} />}
          <Frame key={slide.key} slide={slide} />
        </div>
        <Turn icon="right" label="Next (right arrow)" onClick={() => onAt(wrap(at + 1, slides.length))} />
      </div>
      <Foot {...props} comparing={pinned !== undefined} compare={compare} />
    </>
  )
}

/** As large as the room allows, whole. */
function Frame({ slide }: { readonly slide: Slide }) {
  return (
    <figure className="flex min-h-0 min-w-0 items-center justify-center [container-type:size]" aria-label={slide.title}>
      {slide.picture}
    </figure>
  )
}

function Turn({
  icon,
  label,
  onClick,
}: {
  readonly icon: 'left' | 'right'
  readonly label: string
  readonly onClick: () => void
}) {
  return (
    <IconButton icon={icon} label={label} onClick={onClick} className="h-full w-10 shrink-0 rounded-none sm:w-16" />
  )
}

type FootProps = LightboxProps & {
  readonly at: number
  readonly slide: Slide
  readonly comparing: boolean
  readonly compare: () => void
}

function Foot({ at, slide, comparing, compare, onKeep, onDrop, onExplore }: FootProps) {
  return (
    <footer className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-6">
      <div className="min-w-0 flex-1 basis-60 text-muted text-small">{slide.recipe}</div>
      <div className="flex flex-wrap gap-2">
        <Key name="Space" pressed={slide.kept} onClick={() => onKeep(at)}>
          {slide.kept ? 'Kept' : 'Keep'}
        </Key>
        {onDrop && (
          <Key name="X" onClick={() => onDrop(at)}>
            Drop
          </Key>
        )}
        <Key name="C" pressed={comparing} onClick={compare}>
          Compare
        </Key>
        {onExplore && (
          <Key name="E" onClick={() => onExplore(at)}>
            More like this
          </Key>
        )}
      </div>
    </footer>
  )
}

type KeyProps = {
  readonly name: string
  readonly pressed?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** A button that says which key does the same. */
function Key({ name, pressed, onClick, children }: KeyProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={name}
      onClick={onClick}
      className={joined(
        'flex h-10 items-center gap-3 rounded-control border px-4 font-medium text-small transition-colors duration-120',
        pressed ? 'border-accent bg-accent text-on-accent' : 'border-line hover:border-ink',
      )}
    >
      {children}
      <span aria-hidden="true" className="hidden font-mono text-caption opacity-60 sm:inline">
        {name}
      </span>
    </button>
  )
}
