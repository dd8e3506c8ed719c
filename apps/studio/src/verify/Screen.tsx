import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { queries } from '../data/index.ts'
import { Problem } from '../design/index.ts'
import { useTitle } from '../shell/index.ts'
import { DropArea } from './DropArea.tsx'
import { FileList } from './FileList.tsx'
import { Result } from './Result.tsx'
import { Samples } from './Samples.tsx'
import { useVerifications } from './useVerifications.ts'

/** Verify: any file in, one plain answer out, with the evidence. */
export function Screen() {
  useTitle('Verify')
  const { data: studio, error, refetch } = useQuery(queries.studio())
  const setting = useMemo(
    () =>
      studio && {
        origin: location.origin,
        rpc: new URL(studio.chain.rpc, location.origin).href,
        chainId: studio.chain.id,
      },
    [studio],
  )
  const { verifications, add, cancel } = useVerifications(setting)
  const [chosen, choose] = useState<number>()
  const take = useCallback(
    (files: readonly File[]) => {
      add(files)
      choose(undefined)
    },
    [add],
  )
  const shown = verifications.find(({ id }) => id === chosen) ?? verifications[0]
  return (
    <div className="screen-width py-8 sm:py-12">
      {error !== null && <Problem error={error} onRetry={refetch} />}
      {shown === undefined ? (
        <>
          <DropArea small={false} onFiles={take}>
            <Introduction />
          </DropArea>
          <Samples onFile={(file) => take([file])} />
        </>
      ) : (
        <>
          <h1 className="sr-only">Verify a file</h1>
          <DropArea small onFiles={take}>
            <p className="max-w-prose text-muted text-small">Files are judged on this device. They are not uploaded.</p>
          </DropArea>
          {verifications.length > 1 && <FileList verifications={verifications} shown={shown.id} onChoose={choose} />}
          <Result
            key={shown.id}
            verification={shown}
            onCancel={() => cancel(shown.id)}
            onRetry={() => take([shown.file])}
          />
        </>
      )}
    </div>
  )
}

function Introduction() {
  return (
    <div className="max-w-3xl">
      <h1 className="font-serif text-hero">What is this file?</h1>
      <p className="mt-6 max-w-xl text-lead text-muted">
        Who made it, with which model, from whose data, whether it was changed since, and what you may do with it. Your
        browser finds out by itself: the file never leaves this device.
      </p>
    </div>
  )
}
