/** What the studio's API says and hears: one schema for server, browser and other people's programs. */
export * from './drafts.ts'
export * from './jobs.ts'
export * from './money.ts'
export * from './primitives.ts'
export * from './studio.ts'
export * from './uploads.ts'
export * from './verifications.ts'
export * from './works.ts'
