// Written by tools/abi.ts from contracts/src; do not edit.
/** The ABI of RoyaltyReceivers. */
export const royaltyReceiversAbi = [
  {"type":"constructor","inputs":[{"name":"ledger","type":"address"},{"name":"weth","type":"address"}],"stateMutability":"nonpayable"},
  {"type":"function","name":"onPull","inputs":[{"name":"token","type":"address"},{"name":"amount","type":"uint256"},{"name":"data","type":"bytes"}],"outputs":[],"stateMutability":"nonpayable"},
  {"type":"function","name":"receiverOf","inputs":[{"name":"work","type":"bytes32"}],"outputs":[{"name":"","type":"address"}],"stateMutability":"view"},
  {"type":"function","name":"sweep","inputs":[{"name":"work","type":"bytes32"},{"name":"token","type":"address"}],"outputs":[{"name":"credited","type":"uint256"}],"stateMutability":"nonpayable"},
  {"type":"event","name":"Swept","inputs":[{"name":"work","type":"bytes32","indexed":true},{"name":"token","type":"address","indexed":true},{"name":"amount","type":"uint256","indexed":false}],"anonymous":false},
  {"type":"error","name":"CallFailed","inputs":[{"name":"target","type":"address"},{"name":"answer","type":"bytes"}]},
  {"type":"error","name":"NotLedger","inputs":[{"name":"caller","type":"address"}]},
  {"type":"error","name":"NotMade","inputs":[{"name":"purse","type":"address"}]},
  {"type":"error","name":"NothingToSweep","inputs":[{"name":"work","type":"bytes32"},{"name":"token","type":"address"}]},
  {"type":"error","name":"TransferFailed","inputs":[{"name":"token","type":"address"},{"name":"to","type":"address"},{"name":"amount","type":"uint256"}]},
] as const
