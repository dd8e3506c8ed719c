// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice One contributor of a contribution tree.
struct Leaf {
    /// `Kind.WORK` or `Kind.ACCOUNT`.
    uint8 kind;
    /// A work id or an account, by kind.
    bytes32 to;
    /// The contributor's part of the tree's total weight. More than 0.
    uint128 weight;
}

/// @notice The other half of a node on the way from a leaf to the root.
struct Sibling {
    bytes32 hash;
    /// The weight of all leaves below it.
    uint128 weight;
}

/// @notice The way from a leaf to the root of its tree.
struct Proof {
    /// Bit i is 1 when our node at level i is the right child. Unused bits are 0.
    uint256 path;
    /// From the leaf upwards, 255 at most.
    Sibling[] siblings;
}
