/** Every error that the engine throws, by class; all of them extend `BaseError`. */
export { OutOfMemoryError } from './core/Arena.ts'
export {
  HeaderError,
  NameError,
  NoArtistError,
  RowError,
  UnlistedError,
  WeightError,
} from './data/contributors.ts'
export { OpenQuoteError } from './data/csv.ts'
export { ContestedPictureError, EmptyError, InvalidPathError, PictureError } from './data/DataSet.ts'
export { InvalidHeaderError } from './model/Header.ts'
export { NotAModelError, TamperedError, TruncatedError as TruncatedModelError } from './model/Model.ts'
export { BrokenFileError, NoPixelsError, TooManyPixelsError, UnsupportedError } from './pictures/decode.ts'
export { FileTooLargeError, UnknownFormatError } from './pictures/inspect.ts'
export { TruncatedError as TruncatedPictureError } from './pictures/Reader.ts'
export { OutOfBoundsError, TooLargeError, UnknownParameterError } from './render/Recipe.ts'
export { InvalidMixError, MismatchError, UnknownStyleError } from './render/render.ts'
export { BrokenError as BrokenCheckpointError, OtherRunError } from './train/Checkpoint.ts'
export { OtherShapeError } from './train/inherit.ts'
export { InvalidSettingError, UnknownSettingError } from './train/Settings.ts'
export { DivergedError } from './train/train.ts'
