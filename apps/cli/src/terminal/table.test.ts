import { expect, test } from 'vitest'
import { fields, table } from './table.ts'

test('columns line up, numbers on their right edge, and color codes take no room', () => {
  const red = '\u001B[31m1.00\u001B[39m'
  const text = table(
    [{ heading: 'work' }, { heading: 'owed', align: 'right' }],
    [
      ['0xabc', red],
      ['a longer name', '12.50'],
    ],
  )
  expect(text.split('\n')).toEqual(['work            owed', `0xabc           ${red}`, 'a longer name  12.50'])
})

test('a table without rows is its headings', () => {
  expect(table([{ heading: 'a' }, { heading: 'b' }], [])).toBe('a  b')
})

test('fields line up on the widest name', () => {
  expect(
    fields([
      ['id', '1'],
      ['creator', '2'],
    ]),
  ).toBe('id       1\ncreator  2')
})
