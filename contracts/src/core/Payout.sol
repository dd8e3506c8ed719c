// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Payout
/// @notice Pays tokens out where one failure must not stop the rest.
library Payout {
    /// @notice The token did not transfer, and did not say why.
    error TransferFailed(address token, address to);

    /// @dev Enough for proxied tokens with hooks; a recipient that burns it all stops nobody else.
    uint256 private constant GAS = 300_000;
    /// @dev Bytes of a failure that are reported, so that a huge answer costs nobody anything.
    uint256 internal constant MAX_REASON = 256;

    /// @notice Tries a transfer, of tokens that answer `true` or nothing.
    /// @param token The ERC-20 token.
    /// @param to The recipient.
    /// @param amount In token-wei.
    /// @return done Whether the token did it.
    /// @return reason When it did not: the beginning of what it answered, never empty.
    function tryTransfer(address token, address to, uint256 amount) internal returns (bool done, bytes memory reason) {
        assembly ("memory-safe") {
            // `transfer(address,uint256)` in the scratch space and the free memory pointer's slot, restored below.
            let free := mload(0x40)
            mstore(0x00, shl(224, 0xa9059cbb))
            mstore(0x04, shr(96, shl(96, to)))
            mstore(0x24, amount)
            let success := call(GAS, token, 0, 0x00, 0x44, 0x00, 0x20)
            mstore(0x40, free)
            switch returndatasize()
            case 0 { done := and(success, iszero(iszero(extcodesize(token)))) }
            default { done := and(success, and(gt(returndatasize(), 0x1f), eq(mload(0x00), 1))) }
        }
        if (done) return (done, reason);
        reason = lastAnswer();
        if (reason.length == 0) reason = abi.encodeWithSelector(TransferFailed.selector, token, to);
    }

    /// @notice The beginning of what the last call answered.
    function lastAnswer() internal pure returns (bytes memory answer) {
        assembly ("memory-safe") {
            let size := returndatasize()
            if gt(size, MAX_REASON) { size := MAX_REASON }
            answer := mload(0x40)
            mstore(answer, size)
            returndatacopy(add(answer, 0x20), 0, size)
            mstore(0x40, add(answer, add(0x20, MAX_REASON)))
        }
    }
}
