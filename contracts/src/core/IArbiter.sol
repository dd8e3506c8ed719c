// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title IArbiter
/// @notice A contract named by a work that may hold or redirect the work's residual. Flows are never in its reach.
interface IArbiter {
    /// @notice Who gets the residual of a work: zero means the holder (of a resale royalty: the creator), an
    /// escrow of the arbiter's means held, and any other address means restitution.
    /// @param work The id of the work.
    /// @custom:limit Called statically with 100,000 gas. Reverting, or answering anything but one clean address, holds
    /// the residual in the Ledger.
    function beneficiaryOf(bytes32 work) external view returns (address);
}
