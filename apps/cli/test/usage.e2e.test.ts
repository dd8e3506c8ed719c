import { expect, test } from 'vitest'
import { tributary } from './tributary.ts'

test('without a command it prints help and ends with 2', async () => {
  const { code, stderr } = await tributary([])
  expect(code).toBe(2)
  expect(stderr).toContain('Usage: tributary')
})

test('help is no failure', async () => {
  const { code, stdout, stderr } = await tributary(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('Usage: tributary')
})

test('a typo in a command gets a suggestion', async () => {
  const { code, stdout, stderr } = await tributary(['verfy', 'x.png'])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe("Error: Unknown command 'verfy'.\nHint: Did you mean verify?\n")
})

test('an unknown flag gets a suggestion, and under --json a document too', async () => {
  const { code, stdout } = await tributary(['completion', 'bash', '--hom', 'x', '--json'])
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toEqual({
    error: {
      name: 'Cli.UsageError',
      message: "Unknown option '--hom'.",
      hint: expect.stringContaining('--home'),
      exitCode: 2,
    },
  })
})

test('a reader that stops early is no failure', async () => {
  const { code, stderr } = await tributary(['completion', 'fish'], { under: 'exec > >(head -c 10)' })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
