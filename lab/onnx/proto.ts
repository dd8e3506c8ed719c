// As much of protocol buffers and of ONNX as an exported generator needs. Field numbers: onnx.proto3 of ONNX 1.16.

type Field = Uint8Array

/** A named constant of the graph. */
export type Constant = { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array }

/** One operation: its type, inputs, outputs, and attributes. */
export type Node = {
  readonly type: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: { readonly [name: string]: number }
}

/** Bytes of an ONNX model (IR 8, opset 17) from one [P, columns] input to one output. */
export function onnxModel(nodes: readonly Node[], constants: readonly Constant[], columns: number): Uint8Array {
  const graph = join(
    ...nodes.map((node) => message(1, nodeFields(node))),
    text(2, 'generator'),
    ...constants.map((constant) => message(5, constantFields(constant))),
    message(11, valueFields('points', columns)),
    message(12, valueFields(nodes.at(-1)!.outputs[0]!, 3)),
  )
  return join(integer(1, 8), message(7, graph), message(8, join(text(1, ''), integer(2, 17))))
}

function nodeFields({ type, inputs, outputs, attributes = {} }: Node): Field {
  const named = Object.entries(attributes).map(([name, value]) => message(5, attributeFields(name, value)))
  const names = [...inputs.map((input) => text(1, input)), ...outputs.map((output) => text(2, output))]
  return join(...names, text(3, outputs[0]!), text(4, type), ...named)
}

/** Whole numbers become integers, others floats. */
function attributeFields(name: string, value: number): Field {
  if (Number.isInteger(value)) return join(text(1, name), integer(3, value), integer(20, 2))
  const float = new Uint8Array(4)
  new DataView(float.buffer).setFloat32(0, value, true)
  return join(text(1, name), varint((2 << 3) | 5), float, integer(20, 1))
}

function constantFields({ name, shape, values }: Constant): Field {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return join(...shape.map((size) => integer(1, size)), integer(2, 1), text(8, name), message(9, raw))
}

/** A float matrix whose first size is open. */
function valueFields(name: string, columns: number): Field {
  const shape = join(message(1, text(2, 'P')), message(1, integer(1, columns)))
  return join(text(1, name), message(2, message(1, join(integer(1, 1), message(2, shape)))))
}

function integer(field: number, value: number): Field {
  return join(varint(field << 3), varint(value))
}

function text(field: number, value: string): Field {
  return message(field, new TextEncoder().encode(value))
}

function message(field: number, body: Uint8Array): Field {
  return join(varint((field << 3) | 2), varint(body.length), body)
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest & 127) | 128)
    rest = Math.floor(rest / 128)
  }
  return Uint8Array.of(...bytes, rest)
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
