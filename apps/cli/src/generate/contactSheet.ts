import { type Model, type Picture, type Recipe, render } from '@tributary/engine'

const cell = 160
const gap = 4
const ground = 24
/** More pictures than this are looked at in their folder. */
const mostCells = 256

/** One picture that shows all of them small, in rows, drawn anew at that size: nothing is resampled. */
export function contactSheet(model: Model.Model, recipes: readonly Recipe.Recipe[]): Picture.Picture {
  const shown = recipes.slice(0, mostCells)
  const columns = Math.ceil(Math.sqrt(shown.length))
  const rows = Math.ceil(shown.length / columns)
  const [width, height] = [columns * (cell + gap) + gap, rows * (cell + gap) + gap]
  const data = new Uint8Array(width * height * 3).fill(ground)
  for (const [index, recipe] of shown.entries()) {
    const small = render(model, { ...recipe, ...fit(recipe) })
    const left = gap + (index % columns) * (cell + gap) + Math.floor((cell - small.width) / 2)
    const top = gap + Math.floor(index / columns) * (cell + gap) + Math.floor((cell - small.height) / 2)
    for (let y = 0; y < small.height; y++) {
      const row = small.data.subarray(y * small.width * 3, (y + 1) * small.width * 3)
      data.set(row, ((top + y) * width + left) * 3)
    }
  }
  return { width, height, data }
}

function fit({ width, height }: Recipe.Recipe): { width: number; height: number } {
  const scale = cell / Math.max(width, height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
