import { QueryClient } from '@tanstack/react-query'
import { BaseError } from '../BaseError.ts'

/** Live events say when something changed, so answers stay fresh until they do. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (failures, error) => failures < 4 && error instanceof BaseError && error.retry,
      retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
    },
  },
})
