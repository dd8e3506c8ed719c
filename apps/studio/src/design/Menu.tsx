import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type MenuItem = {
  readonly label: string
  readonly icon?: IconName
  readonly hint?: string
  readonly onSelect: () => void
}

type MenuProps = {
  /** The button that opens it: one element that takes a ref. */
  readonly trigger: ReactNode
  /** What stands above the items. */
  readonly head?: ReactNode
  readonly items: readonly MenuItem[]
}

export function Menu({ trigger, head, items }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={8}
          className="z-50 min-w-56 max-w-[calc(100vw-2rem)] animate-appear rounded-control border border-line bg-raised py-2"
        >
          {head && <div className="border-line border-b px-4 pt-2 pb-3">{head}</div>}
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.label}
              onSelect={item.onSelect}
              className="flex cursor-pointer items-center gap-3 px-4 py-2 text-small outline-none data-[highlighted]:bg-sunk"
            >
              {item.icon && <Icon name={item.icon} size={18} />}
              <span>{item.label}</span>
              {item.hint && <span className="ml-auto text-muted">{item.hint}</span>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
