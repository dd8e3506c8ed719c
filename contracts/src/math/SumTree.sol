// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Leaf, Proof, Sibling} from "../types/Leaf.sol";

/// @title SumTree
/// @notice A Merkle tree whose nodes bind the weights below them.
/// @dev    leaf = H("tributary.leaf", kind, to, weight)
///         node = H("tributary.node", left hash, left weight, right hash, right weight)
///         root = H("tributary.root", top hash, total weight)
///
///      Layers are paired from left to right; an odd last node moves up unchanged. The weights on the way up are summed
///      here, never believed: a tree with a wrong inner weight has leaves that no proof can reach. A leaf's *prefix* is
///      the weight to its left, so leaves that verify occupy disjoint intervals of [0, total), even in a tree built
///      with bad intent. Leaf, node and root hash in different domains, so none passes for another.
/// @custom:rule R-6
library SumTree {
    /// @notice A leaf without weight earns nothing.
    error ZeroWeight();
    /// @notice The proof has more siblings than a path has bits to spare.
    error ProofTooLong(uint256 count, uint256 limit);
    /// @notice The path names turns that the proof does not take.
    error UnusedPathBits(uint256 path, uint256 count);
    /// @notice The weights add up to more than 2^128 - 1.
    error TotalTooHigh(uint256 total);
    /// @notice The proof leads to another root.
    error NotInTree(bytes32 root, bytes32 proven);

    bytes32 private constant LEAF = keccak256("tributary.leaf");
    bytes32 private constant NODE = keccak256("tributary.node");
    bytes32 private constant ROOT = keccak256("tributary.root");

    uint256 private constant MAX_SIBLINGS = 255;

    /// @notice Where a leaf stands in the tree of a root; reverts unless the proof leads there.
    /// @param root The root.
    /// @param leaf The leaf.
    /// @param proof The way from the leaf to the root.
    /// @return prefix The weights of all leaves to its left.
    /// @return total The weights of all leaves.
    /// @custom:limit 255 siblings; a total weight of 2^128 - 1.
    function locate(bytes32 root, Leaf calldata leaf, Proof calldata proof)
        internal
        pure
        returns (uint256 prefix, uint256 total)
    {
        uint256 count = proof.siblings.length;
        require(leaf.weight != 0, ZeroWeight());
        require(count <= MAX_SIBLINGS, ProofTooLong(count, MAX_SIBLINGS));
        require(proof.path >> count == 0, UnusedPathBits(proof.path, count));
        bytes32 top = keccak256(abi.encode(LEAF, leaf.kind, leaf.to, leaf.weight));
        (top, prefix, total) = _climb(top, leaf.weight, proof.path, proof.siblings);
        bytes32 proven = keccak256(abi.encode(ROOT, top, total));
        require(proven == root, NotInTree(root, proven));
    }

    /// @dev Sums at most 256 weights below 2^128, so no sum can wrap before it is refused.
    function _climb(bytes32 hash, uint256 weight, uint256 path, Sibling[] calldata siblings)
        private
        pure
        returns (bytes32 top, uint256 prefix, uint256 total)
    {
        (top, total) = (hash, weight);
        bytes32 domain = NODE;
        uint256 all = weight;
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, domain)
            let left := add(m, 0x20)
            let right := add(m, 0x60)
            let end := add(siblings.offset, shl(6, siblings.length))
            for { let sibling := siblings.offset } lt(sibling, end) { sibling := add(sibling, 0x40) } {
                let siblingWeight := calldataload(add(sibling, 0x20))
                all := or(all, siblingWeight)
                let ours := left
                let theirs := right
                if and(path, 1) {
                    ours := right
                    theirs := left
                    prefix := add(prefix, siblingWeight)
                }
                mstore(ours, top)
                mstore(add(ours, 0x20), total)
                calldatacopy(theirs, sibling, 0x40)
                top := keccak256(m, 0xa0)
                total := add(total, siblingWeight)
                path := shr(1, path)
            }
        }
        require((all | total) <= type(uint128).max, TotalTooHigh(all | total));
    }
}
