import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOf, type Raster } from './difference.ts'

const side = 8
const picture = fc.uint8Array({ minLength: side * side * 4, maxLength: side * side * 4 }).map(rasterOf)

describe('the difference of two pictures', () => {
  test('a picture does not differ from itself', () => {
    fc.assert(
      fc.property(picture, (one) => {
        expect(differenceOf(one, one)).toMatchObject({ pixels: 0, most: 0, box: undefined, total: 64 })
      }),
    )
  })

  test('a single changed color is found, measured and boxed', () => {
    const place = fc.record({ x: fc.nat(side - 1), y: fc.nat(side - 1), color: fc.nat(2) })
    fc.assert(
      fc.property(picture, place, fc.integer({ min: 1, max: 255 }), (one, { x, y, color }, by) => {
        const data = one.data.slice()
        const at = (y * side + x) * 4 + color
        data[at] = (data[at]! + by) % 256
        const found = differenceOf(one, rasterOf(data))
        expect(found).toMatchObject({ pixels: 1, box: { x, y, width: 1, height: 1 } })
        expect(found?.most).toBe(Math.abs(data[at]! - one.data[at]!))
      }),
    )
  })

  test('the least change glows in the map', () => {
    const one = rasterOf(new Uint8ClampedArray(side * side * 4))
    const data = one.data.slice()
    data[0] = 1
    expect(differenceOf(one, rasterOf(data))?.map[0]).toBeGreaterThan(120)
  })

  test('transparency is no color', () => {
    const one = rasterOf(new Uint8ClampedArray(side * side * 4))
    const data = one.data.slice()
    data[3] = 255
    expect(differenceOf(one, rasterOf(data))?.pixels).toBe(0)
  })

  test('pictures of different sizes are not compared', () => {
    const one = rasterOf(new Uint8ClampedArray(side * side * 4))
    expect(differenceOf(one, { ...one, width: 4, height: 16 })).toBeUndefined()
  })
})

function rasterOf(bytes: Uint8Array | Uint8ClampedArray): Raster {
  return { data: new Uint8ClampedArray(bytes), width: side, height: side }
}
