import type { Command } from 'commander'
import { completion } from './completion.ts'
import { doctor } from './doctor.ts'
import { init } from './init.ts'
import { key } from './key.ts'

/** Every command, in the order in which help lists them. Each module adds its own to the program. */
export const commands: readonly ((program: Command) => void)[] = [init, doctor, key, completion]
