// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Rights
/// @notice What a license allows, one bit each; `docs/licenses` says it in plain words.
library Rights {
    /// Show the work to oneself and others, without earning from it.
    uint8 internal constant DISPLAY = 1;
    /// Earn from the work.
    uint8 internal constant COMMERCIAL = 2;
    /// Make and publish works that derive from it, linked with their share.
    uint8 internal constant DERIVATIVE = 4;
    /// Train models on it.
    uint8 internal constant TRAINING = 8;
    /// Give the license itself to somebody else.
    uint8 internal constant RESALE = 16;

    uint8 internal constant ALL = 31;
    uint256 internal constant COUNT = 5;
}
