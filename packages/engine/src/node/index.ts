export { loadCodecs } from './codecs.ts'
export { readFolder } from './readFolder.ts'
export { loadShipped, shippedPictures } from './shipped.ts'
export { train } from './train.ts'
