// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Leaf, Sibling} from "../../src/types/Leaf.sol";
import {Flow, Work} from "../../src/types/Work.sol";

/// @notice The hashes of the protocol written as plainly as the specification says them, to fuzz the fast ones against.
library Plain {
    function idOf(Work memory work) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](work.flows.length);
        for (uint256 i; i < hashes.length; ++i) {
            hashes[i] = _hashOf(work.flows[i]);
        }
        return keccak256(
            abi.encode(
                keccak256(
                    "Work(uint256 creator,uint256 home,bytes32 record,bytes32 origin,uint256 arbiter,uint32 resale,Flow[] flows)Flow(uint8 kind,uint32 share,bytes32 to)"
                ),
                work.creator,
                work.home,
                work.record,
                work.origin,
                work.arbiter,
                work.resale,
                keccak256(abi.encodePacked(hashes))
            )
        );
    }

    function resaleOf(bytes32 id) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("tributary.resale"), id));
    }

    function hashOf(Leaf memory leaf) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("tributary.leaf"), leaf.kind, leaf.to, leaf.weight));
    }

    function nodeOf(Sibling memory left, Sibling memory right) internal pure returns (Sibling memory) {
        bytes32 hash =
            keccak256(abi.encode(keccak256("tributary.node"), left.hash, left.weight, right.hash, right.weight));
        return Sibling(hash, left.weight + right.weight);
    }

    function rootOf(Sibling memory top) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("tributary.root"), top.hash, top.weight));
    }

    function anchorLeafOf(bytes32 id, bytes memory signature) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("tributary.anchor"), id, keccak256(signature)));
    }

    function _hashOf(Flow memory flow) private pure returns (bytes32) {
        return
            keccak256(abi.encode(keccak256("Flow(uint8 kind,uint32 share,bytes32 to)"), flow.kind, flow.share, flow.to));
    }
}
