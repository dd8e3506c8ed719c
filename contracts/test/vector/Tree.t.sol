// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SumTree} from "../../src/math/SumTree.sol";
import {Leaf, Proof} from "../../src/types/Leaf.sol";
import {Exposed} from "./Exposed.sol";
import {VectorTest} from "./VectorTest.sol";
import {MerkleProofLib} from "solady/utils/MerkleProofLib.sol";

/// @notice Contribution trees and anchors prove what the vectors say, and nothing else.
/// @custom:rule R-6
/// @custom:rule R-11
contract TreeVectors is VectorTest {
    string private constant LEAF = "Leaf(uint8 kind,bytes32 to,uint128 weight)";
    string private constant PROOF = "Proof(uint256 path,Sibling[] siblings)Sibling(bytes32 hash,uint128 weight)";

    Exposed private exposed = new Exposed();

    function test_R11_trees_holdTheLeavesOfTheVectors() public {
        replay("tree", "trees", this.checkTree, 25);
    }

    function test_R6_proofs_areJudgedAsByTheVectors() public {
        replay("tree", "proofs", this.checkProof, 20);
    }

    function test_R11_anchors_holdTheWorksOfTheVectors() public {
        replay("anchor", "anchors", this.checkAnchor, 12);
    }

    function checkTree(string memory json) external view {
        // What no honest builder makes is refused when it is built, not here.
        if (has(json, ".error")) return;
        for (uint256 i; has(json, _at(".proofs", i, "")); ++i) {
            uint256 index = uintAt(json, _at(".proofs", i, ".index"));
            Leaf memory leaf = abi.decode(vm.parseJsonType(json, _at(".leaves", index, ""), LEAF), (Leaf));
            Proof memory proof = abi.decode(vm.parseJsonType(json, _at(".proofs", i, ".proof"), PROOF), (Proof));
            (uint256 prefix, uint256 total) = exposed.locate(hex32(json, ".root"), leaf, proof);
            assertEq(prefix, uintAt(json, _at(".proofs", i, ".prefix")), nameOf(json));
            assertEq(total, uintAt(json, ".total"), nameOf(json));
        }
    }

    function checkProof(string memory json) external {
        Leaf memory leaf = abi.decode(vm.parseJsonType(json, ".leaf", LEAF), (Leaf));
        Proof memory proof = abi.decode(vm.parseJsonType(json, ".proof", PROOF), (Proof));
        bytes32 root = hex32(json, ".root");
        if (has(json, ".error")) {
            vm.expectPartialRevert(_selectorOf(vm.parseJsonString(json, ".error")));
            exposed.locate(root, leaf, proof);
            return;
        }
        (uint256 prefix, uint256 total) = exposed.locate(root, leaf, proof);
        assertEq(prefix, uintAt(json, ".prefix"), nameOf(json));
        assertEq(total, uintAt(json, ".total"), nameOf(json));
    }

    function checkAnchor(string memory json) external view {
        bytes32 root = hex32(json, ".root");
        for (uint256 i; has(json, _at(".works", i, "")); ++i) {
            bytes32 work = hex32(json, _at(".works", i, ".work"));
            bytes memory signature = vm.parseJsonBytes(json, _at(".works", i, ".signature"));
            bytes32 leaf = keccak256(abi.encode(keccak256("tributary.anchor"), work, keccak256(signature)));
            bytes32[] memory path = vm.parseJsonBytes32Array(json, _at(".proofs", i, ""));
            assertEq(leaf, hex32(json, _at(".works", i, ".leaf")), nameOf(json));
            assertTrue(MerkleProofLib.verify(path, root, leaf), nameOf(json));
        }
    }

    function _at(string memory list, uint256 index, string memory rest) private pure returns (string memory) {
        return string.concat(list, "[", vm.toString(index), "]", rest);
    }

    function _selectorOf(string memory name) private pure returns (bytes4) {
        bytes32 hash = keccak256(bytes(name));
        if (hash == keccak256("ZeroWeight")) return SumTree.ZeroWeight.selector;
        if (hash == keccak256("ProofTooLong")) return SumTree.ProofTooLong.selector;
        if (hash == keccak256("UnusedPathBits")) return SumTree.UnusedPathBits.selector;
        if (hash == keccak256("TotalTooHigh")) return SumTree.TotalTooHigh.selector;
        if (hash == keccak256("NotInTree")) return SumTree.NotInTree.selector;
        revert(string.concat("unknown error ", name));
    }
}
