import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { problemOf } from '../api/problems.ts'

/** What a tool is: names and schemas for the model that uses it, and what it does. */
export type Tool<input extends z.ZodObject, output extends z.ZodObject> = {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: input
  readonly output: output
  /** Whether it changes nothing. */
  readonly reads: boolean
  readonly act: (input: z.infer<input>) => Promise<unknown>
}

/** Where tools are registered, and where faults of ours are written down. */
export type Toolbox = { readonly server: McpServer; readonly log: Logger }

/** Registers a tool. What goes wrong is told to the model, with what to do about it. */
export function register<input extends z.ZodObject, output extends z.ZodObject>(
  { server, log }: Toolbox,
  { name, title, description, input, output, reads, act }: Tool<input, output>,
): void {
  const annotations = { readOnlyHint: reads, destructiveHint: false, idempotentHint: reads, openWorldHint: false }
  const config = {
    title,
    description,
    inputSchema: input as z.ZodObject,
    outputSchema: output as z.ZodObject,
    annotations,
  }
  server.registerTool(name, config, (given) => answer(log, () => act(given as z.infer<input>)))
}

async function answer(log: Logger, act: () => Promise<unknown>): Promise<CallToolResult> {
  try {
    const found = (await act()) as Record<string, unknown>
    return { content: [{ type: 'text', text: JSON.stringify(found) }], structuredContent: found }
  } catch (error) {
    const { title, detail, hint, status } = problemOf(error)
    if (status >= 500) log.error({ err: error }, 'a tool failed')
    const lines = [`${title} (${status}).`, detail, hint && `What to do: ${hint}`]
    return { content: [{ type: 'text', text: lines.filter(Boolean).join('\n') }], isError: true }
  }
}
