// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title IPuller
/// @notice A contract that pays the Ledger by moving tokens to it itself, in one hop.
interface IPuller {
    /// @notice Moves tokens to the calling Ledger, which credits what arrives before this call returns.
    /// @param token The token to be moved.
    /// @param amount What the caller of `payPulled` announced, in token-wei.
    /// @param data What the caller of `payPulled` passed along.
    function onPull(address token, uint256 amount, bytes calldata data) external;
}
