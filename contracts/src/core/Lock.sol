// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Lock
/// @notice Lets one entry run at a time, within a transaction (EIP-1153).
abstract contract Lock {
    /// @notice Something that moves tokens was called by something that moves tokens.
    error Locked();

    bool private transient _entered;

    modifier locked() {
        require(!_entered, Locked());
        _entered = true;
        _;
        _entered = false;
    }
}
