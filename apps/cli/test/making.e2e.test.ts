import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canMount, mountDisk } from '../../../packages/sdk/test/smallDisk.ts'
import { writePictures } from './studio.ts'
import { ask, temporaryFolder, tributary } from './tributary.ts'

type Trained = { model: { file: string; hash: string; steps: number }; dataset: { warnings: string[] } }
type Drawn = { pictures: { file: string; pixels: { sha256: string } }[]; contactSheet?: string }

const quick = ['--threads', '1', '--samples', '5']

describe('train', () => {
  test('writes model, card, losses and sheets, and says whose pictures they were', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('pictures'))
    const run = await tributary(['train', 'pictures', '--steps', '5', ...quick], { cwd: folder.path })
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('Read 6 pictures by 2 artists.') })
    const files = ['pictures.model', 'model-card.md', 'losses.csv', 'dataset.txt', 'sheet.png', 'sheets/000005.png']
    expect(files.filter((name) => !existsSync(folder.to(`pictures-model/${name}`)))).toEqual([])
    expect(readFileSync(folder.to('pictures-model/model-card.md'), 'utf8')).toMatch(/\| ada \| 3 \| 3 \| none yet \|/)
    expect(readFileSync(folder.to('pictures-model/losses.csv'), 'utf8')).toMatch(/^step,generator.*\n5,/)
    const again = await tributary(['train', 'pictures', '--steps', '5'], { cwd: folder.path })
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('never overwritten') })
  })

  test('stopped with Ctrl-C it says how to go on, and ends with the same weights as a run that was not', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('pictures'))
    const cwd = folder.path
    const train = ['train', 'pictures', '--steps', '15', ...quick, '--out']
    const whole = await ask<Trained>([...train, 'whole'], { cwd })
    const stopped = await tributary([...train, 'cut'], {
      cwd,
      interruptWhen: (stderr) => stderr.includes('000005.png'),
    })
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toMatch(/Stopping at the next safe place.*Stopped, as you asked\.\nHint: .*--resume/s)
    expect(existsSync(folder.to('cut/pictures.model'))).toBe(false)
    const refused = await tributary([...train, 'cut'], { cwd })
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('not finished') })
    const other = await tributary([...train, 'cut', '--resume', '--seed', '9'], { cwd })
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('seed 0; this run has 9') })
    const resumed = await ask<Trained>([...train, 'cut', '--resume'], { cwd })
    expect(resumed.model.hash).toBe(whole.model.hash)
  }, 180_000)

  test('with a time limit the model names the steps that were done, so that it can be made again', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('pictures'))
    const cwd = folder.path
    const timed = await ask<Trained>(['train', 'pictures', '--minutes', '0.05', ...quick, '--out', 'a'], { cwd })
    const { hash, steps } = timed.model
    expect(steps).toBeGreaterThan(0)
    const again = await ask<Trained>(['train', 'pictures', '--steps', `${steps}`, ...quick, '--out', 'b'], { cwd })
    expect(again.model.hash).toBe(hash)
  })

  test.each([
    ['an empty folder', () => {}, 'has no pictures'],
    ['a picture cut in half', (path: string) => truncateSync(`${path}/ada/0.png`, 90), '"ada/0.png"'],
    ['a text file named as a picture', (path: string) => writeFileSync(`${path}/ada/0.png`, 'hello'), '"ada/0.png"'],
    [
      'a picture of nobody',
      (path: string) => copyFileSync(`${path}/ada/0.png`, `${path}/loose.png`),
      "artist's sub-folder",
    ],
    [
      'one picture given by two artists',
      (path: string) => copyFileSync(`${path}/ada/0.png`, `${path}/ben/9.png`),
      'show the same pixels',
    ],
    [
      'weights that are none',
      (path: string) =>
        writeFileSync(`${path}/contributors.csv`, 'file,contributor,address,weight\nada/0.png,ada,,-3\n'),
      'contributors.csv, line 2',
    ],
  ])('%s is refused by name, before anything is written', async (what, spoil, message) => {
    using folder = temporaryFolder()
    const path = folder.to('pictures')
    if (what === 'an empty folder') mkdirSync(path)
    else writePictures(path)
    spoil(path)
    const run = await tributary(['train', 'pictures', '--steps', '2'], { cwd: folder.path })
    expect(run.code).toBe(1)
    expect(run.stderr).toContain(message)
    expect(run.stderr).toContain('Hint: ')
    expect(existsSync(folder.to('pictures-model'))).toBe(false)
  })

  test('one artist alone is allowed and told what it means', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('all'))
    mkdirSync(folder.to('pictures'))
    copyFileSync(folder.to('all/ada/0.png'), folder.to('pictures/loose.png'))
    writeFileSync(folder.to('pictures/contributors.csv'), 'file,contributor,address,weight\nloose.png,ada,,\n')
    const { dataset } = await ask<Trained>(['train', 'pictures', '--steps', '1', ...quick], { cwd: folder.path })
    expect(dataset.warnings.join()).toContain('All pictures are by "ada"')
  })

  test('under a file-size limit it says which limit, and goes on when it is raised', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('pictures'))
    const train = ['train', 'pictures', '--steps', '5', '--threads', '1', '--samples', '1000']
    const cut = await tributary(train, { cwd: folder.path, under: 'ulimit -f 64' })
    expect(cut.code).toBe(1)
    expect(cut.stderr).toMatch(/file-size limit.*\nHint: .*ulimit -f unlimited/)
    expect((await tributary(train, { cwd: folder.path })).code).toBe(0)
  })

  test.runIf(canMount)('on a full disk it says so, and goes on when there is room', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('pictures'))
    using _disk = mountDisk(folder.to('small'), { size: 65_536 })
    const train = ['train', 'pictures', '--steps', '5', '--threads', '1', '--out']
    const full = await tributary([...train, 'small/model'], { cwd: folder.path })
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('The disk is full') })
    expect((await tributary([...train, 'model'], { cwd: folder.path })).code).toBe(0)
  })
})

describe('generate', () => {
  test('the same recipe gives the same bytes, and a contact sheet shows all', async () => {
    using folder = temporaryFolder()
    const draw = ['generate', '--seeds', '1,3-4', '--style', 'dune=2,flora=1', '--size', '64x48', '--out']
    const [first, again] = [await ask<Drawn>([...draw, folder.to('a')]), await ask<Drawn>([...draw, folder.to('b')])]
    expect(first.pictures.map(({ pixels }) => pixels)).toEqual(again.pictures.map(({ pixels }) => pixels))
    expect(first.pictures[0]?.pixels).toMatchObject({ width: 64, height: 48 })
    const [a, b] = [first.pictures[0]?.file ?? '', again.pictures[0]?.file ?? '']
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true)
    expect(existsSync(first.contactSheet ?? '')).toBe(true)
  })

  test.each([
    ['a style nobody taught it', ['--style', 'cubist'], 'has no style "cubist"'],
    ['a parameter that does not exist', ['--set', 'zom=2'], 'does not know'],
    ['more pixels than a picture may have', ['--size', '100000'], 'the most is 67108864'],
    ['a model that is none', ['--model', 'package.json'], 'is not a model'],
    ['a model that is not there', ['--model', 'nowhere.model'], 'There is nothing at'],
  ])('%s is refused', async (_name, args, message) => {
    using folder = temporaryFolder()
    writeFileSync(folder.to('package.json'), '{}')
    const run = await tributary(['generate', ...args], { cwd: folder.path })
    expect(run.code).toBe(1)
    expect(run.stderr).toContain(message)
    expect(existsSync(folder.to('pictures'))).toBe(false)
  })

  test.each([
    [['--seeds', '4294967296'], 'a seed or a range'],
    [['--seeds', '0-99999999'], 'At most 10000'],
    [['--size', '0'], 'a size in pixels'],
    [['--sead', '1'], '--seeds'],
  ])('%j is a wrong call', async (args, message) => {
    const run = await tributary(['generate', ...args])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(message)
  })

  test('a model that was changed or cut is refused', async () => {
    using folder = temporaryFolder()
    writePictures(folder.to('pictures'))
    const { model } = await ask<Trained>(['train', 'pictures', '--steps', '1', ...quick], { cwd: folder.path })
    const bytes = readFileSync(model.file)
    const middle = bytes.length >> 1
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
    writeFileSync(folder.to('changed.model'), bytes)
    writeFileSync(folder.to('cut.model'), bytes.subarray(0, middle))
    const changed = await tributary(['generate', '-m', 'changed.model'], { cwd: folder.path })
    expect(changed).toMatchObject({ code: 1, stderr: expect.stringContaining('was changed') })
    const cut = await tributary(['generate', '-m', 'cut.model'], { cwd: folder.path })
    expect(cut).toMatchObject({ code: 1, stderr: expect.stringContaining('cut or extended') })
  })
})
