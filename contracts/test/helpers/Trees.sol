// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Leaf, Proof, Sibling} from "../../src/types/Leaf.sol";
import {Plain} from "./Plain.sol";

/// @notice Builds honest contribution trees: layers paired from left to right, an odd last node moves up unchanged.
library Trees {
    function rootOf(Leaf[] memory leaves) internal pure returns (bytes32) {
        Sibling[] memory layer = layerOf(leaves);
        while (layer.length > 1) {
            layer = above(layer);
        }
        return Plain.rootOf(layer[0]);
    }

    function proofOf(Leaf[] memory leaves, uint256 index) internal pure returns (Proof memory proof) {
        Sibling[] memory layer = layerOf(leaves);
        Sibling[] memory found = new Sibling[](256);
        uint256 count;
        for (; layer.length > 1; layer = above(layer)) {
            uint256 other = index ^ 1;
            if (other < layer.length) {
                proof.path |= (index & 1) << count;
                found[count++] = layer[other];
            }
            index >>= 1;
        }
        proof.siblings = firstOf(found, count);
    }

    function prefixOf(Leaf[] memory leaves, uint256 index) internal pure returns (uint256 prefix) {
        for (uint256 i; i < index; ++i) {
            prefix += leaves[i].weight;
        }
    }

    function layerOf(Leaf[] memory leaves) internal pure returns (Sibling[] memory layer) {
        layer = new Sibling[](leaves.length);
        for (uint256 i; i < leaves.length; ++i) {
            layer[i] = Sibling(Plain.hashOf(leaves[i]), leaves[i].weight);
        }
    }

    function above(Sibling[] memory layer) internal pure returns (Sibling[] memory next) {
        next = new Sibling[]((layer.length + 1) / 2);
        for (uint256 i; i < next.length; ++i) {
            next[i] = 2 * i + 1 < layer.length ? Plain.nodeOf(layer[2 * i], layer[2 * i + 1]) : layer[2 * i];
        }
    }

    function firstOf(Sibling[] memory all, uint256 count) internal pure returns (Sibling[] memory some) {
        some = new Sibling[](count);
        for (uint256 i; i < count; ++i) {
            some[i] = all[i];
        }
    }
}
