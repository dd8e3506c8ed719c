// Written by tools/abi.ts from contracts/src; do not edit.
/** The ABI of RoyaltyReceivers. */
export const royaltyReceiversAbi = [
  {"type":"function","name":"receiverOf","inputs":[{"name":"work","type":"bytes32"}],"outputs":[{"name":"receiver","type":"address"}],"stateMutability":"view"},
  {"type":"function","name":"sweep","inputs":[{"name":"work","type":"bytes32"},{"name":"token","type":"address"}],"outputs":[{"name":"credited","type":"uint256"}],"stateMutability":"nonpayable"},
  {"type":"event","name":"Swept","inputs":[{"name":"work","type":"bytes32","indexed":true},{"name":"token","type":"address","indexed":true},{"name":"amount","type":"uint256","indexed":false}],"anonymous":false},
  {"type":"error","name":"NotLedger","inputs":[{"name":"caller","type":"address"}]},
  {"type":"error","name":"NothingToSweep","inputs":[{"name":"work","type":"bytes32"},{"name":"token","type":"address"}]},
] as const
