// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Lock
/// @notice Lets one entry run at a time, within a transaction (EIP-1153).
/// @custom:rule R-3
abstract contract Lock {
    /// @notice Something that moves tokens was called by something that moves tokens.
    error Locked();

    /// @dev A whole word, of which the compiler need not keep the rest.
    uint256 private transient _entered;

    modifier locked() {
        require(_entered == 0, Locked());
        _entered = 1;
        _;
        _entered = 0;
    }
}
