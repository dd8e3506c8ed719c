// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SumTree} from "../../../src/math/SumTree.sol";
import {Leaf, Proof, Sibling} from "../../../src/types/Leaf.sol";
import {Plain} from "../../helpers/Plain.sol";
import {Trees} from "../../helpers/Trees.sol";
import {Test} from "forge-std/Test.sol";

contract SumTreeTest is Test {
    Locator private locator = new Locator();

    function test_locate_findsEveryLeafOfAnHonestTree(uint64[] memory weights) public view {
        vm.assume(weights.length != 0);
        Leaf[] memory leaves = _leaves(weights);
        bytes32 root = Trees.rootOf(leaves);
        uint256 sum = Trees.prefixOf(leaves, leaves.length);
        for (uint256 i; i < leaves.length; ++i) {
            (uint256 prefix, uint256 total) = locator.locate(root, leaves[i], Trees.proofOf(leaves, i));
            assertEq(prefix, Trees.prefixOf(leaves, i));
            assertEq(total, sum);
        }
    }

    function test_locate_agreesWithThePlainForm(Leaf memory leaf, Sibling[] memory siblings, uint256 path) public view {
        (Proof memory proof, bytes32 root, uint256 prefix, uint256 total) = _climb(leaf, siblings, path);
        (uint256 foundPrefix, uint256 foundTotal) = locator.locate(root, leaf, proof);
        assertEq(foundPrefix, prefix);
        assertEq(foundTotal, total);
    }

    function test_locate_takesTheLongestProof(Leaf memory leaf) public view {
        Sibling[] memory siblings = new Sibling[](255);
        (Proof memory proof, bytes32 root,, uint256 total) = _climb(leaf, siblings, type(uint256).max);
        (, uint256 found) = locator.locate(root, leaf, proof);
        assertEq(found, total);
    }

    function test_locate_revertsWhen_theProofIsTooLong(Leaf memory leaf) public {
        leaf.weight = 1;
        Proof memory proof = Proof(0, new Sibling[](256));
        vm.expectRevert(abi.encodeWithSelector(SumTree.ProofTooLong.selector, 256, 255));
        locator.locate(0, leaf, proof);
    }

    function test_locate_revertsWhen_theLeafHasNoWeight(Leaf memory leaf, Sibling[] memory siblings, uint256 path)
        public
    {
        leaf.weight = 1;
        Proof memory proof;
        bytes32 root;
        (proof, root,,) = _climb(leaf, siblings, path);
        leaf.weight = 0;
        vm.expectRevert(SumTree.ZeroWeight.selector);
        locator.locate(root, leaf, proof);
    }

    /// Otherwise one leaf would have many proofs.
    function test_locate_revertsWhen_unusedPathBitsAreSet(Leaf memory leaf, Sibling[] memory siblings, uint8 bit)
        public
    {
        (Proof memory proof, bytes32 root,,) = _climb(leaf, siblings, 0);
        proof.path |= 1 << bound(bit, siblings.length, 255);
        vm.expectRevert(abi.encodeWithSelector(SumTree.UnusedPathBits.selector, proof.path, proof.siblings.length));
        locator.locate(root, leaf, proof);
    }

    function test_locate_revertsWhen_theTotalOverflows(Leaf memory leaf, uint128 more) public {
        leaf.weight = uint128(bound(leaf.weight, 1, type(uint128).max));
        more = uint128(bound(more, type(uint128).max - leaf.weight + 1, type(uint128).max));
        Proof memory proof = Proof(0, new Sibling[](1));
        proof.siblings[0].weight = more;
        vm.expectPartialRevert(SumTree.TotalTooHigh.selector);
        locator.locate(0, leaf, proof);
    }

    /// Bits above a weight could wrap the sum back to a small one.
    function test_locate_revertsWhen_bitsAboveAWeightAreSet(Leaf memory leaf, uint128 dirt) public {
        leaf.weight = uint128(bound(leaf.weight, 1, type(uint64).max));
        bytes memory data = abi.encodeCall(Locator.locate, (0, leaf, Proof(0, new Sibling[](1))));
        uint256 word = uint256(bound(dirt, 1, type(uint128).max)) << 128;
        assembly {
            mstore(add(data, mload(data)), word)
        }
        (bool success, bytes memory reason) = address(locator).staticcall(data);
        assertFalse(success);
        assertEq(bytes4(reason), SumTree.TotalTooHigh.selector);
    }

    /// R-6: a builder who lies about an inner weight makes leaves that no proof can reach.
    function test_locate_revertsWhen_anInnerWeightLies(uint64[4] memory weights, uint128 lie) public {
        Leaf[] memory leaves = new Leaf[](4);
        for (uint256 i; i < 4; ++i) {
            leaves[i] = Leaf(1, bytes32(i), uint128(weights[i]) + 1);
        }
        Sibling[] memory layer = Trees.above(Trees.layerOf(leaves));
        vm.assume(lie != layer[0].weight);
        layer[0].weight = uint128(bound(lie, 1, type(uint64).max));
        vm.assume(layer[0].weight != leaves[0].weight + leaves[1].weight);
        bytes32 root = Plain.rootOf(Plain.nodeOf(layer[0], layer[1]));
        Proof memory proof = Trees.proofOf(leaves, 0);
        vm.expectPartialRevert(SumTree.NotInTree.selector);
        locator.locate(root, leaves[0], proof);
        // Showing the lie to the other half is of no use either: what it leaves out nobody can claim.
        proof = Trees.proofOf(leaves, 2);
        proof.siblings[1] = layer[0];
        (uint256 prefix,) = locator.locate(root, leaves[2], proof);
        assertEq(prefix, layer[0].weight);
    }

    /// R-6: a node cannot pass for a leaf, nor a leaf for a node: they hash in different domains.
    function test_locate_revertsWhen_aNodeIsPassedAsALeaf(uint64[4] memory weights, uint8 kind) public {
        Leaf[] memory leaves = new Leaf[](4);
        for (uint256 i; i < 4; ++i) {
            leaves[i] = Leaf(1, bytes32(i), uint128(weights[i]) + 1);
        }
        bytes32 root = Trees.rootOf(leaves);
        Sibling[] memory layer = Trees.above(Trees.layerOf(leaves));
        Proof memory proof = Proof(0, new Sibling[](1));
        proof.siblings[0] = layer[1];
        vm.expectPartialRevert(SumTree.NotInTree.selector);
        locator.locate(root, Leaf(kind, layer[0].hash, layer[0].weight), proof);
    }

    /// R-6: the root of a tree is no node of a larger one, so a tree cannot be grafted.
    function test_locate_revertsWhen_aTopIsPassedAsARoot(Leaf memory leaf) public {
        leaf.weight = uint128(bound(leaf.weight, 1, type(uint128).max));
        vm.expectPartialRevert(SumTree.NotInTree.selector);
        locator.locate(Plain.hashOf(leaf), leaf, Proof(0, new Sibling[](0)));
    }

    function test_locate_revertsWhen_aTurnIsWrong(uint64[] memory weights, uint256 index, uint256 turn) public {
        vm.assume(weights.length != 0);
        Leaf[] memory leaves = _leaves(weights);
        vm.assume(leaves.length > 1);
        index %= leaves.length;
        Proof memory proof = Trees.proofOf(leaves, index);
        proof.path ^= 1 << (turn % proof.siblings.length);
        bytes32 root = Trees.rootOf(leaves);
        vm.expectPartialRevert(SumTree.NotInTree.selector);
        locator.locate(root, leaves[index], proof);
    }

    function test_locate_revertsWhen_theLeafIsAnother(uint64[] memory weights, uint256 index, Leaf memory other)
        public
    {
        vm.assume(weights.length != 0);
        Leaf[] memory leaves = _leaves(weights);
        index %= leaves.length;
        other.weight = uint128(bound(other.weight, 1, type(uint64).max));
        vm.assume(Plain.hashOf(other) != Plain.hashOf(leaves[index]));
        bytes32 root = Trees.rootOf(leaves);
        Proof memory proof = Trees.proofOf(leaves, index);
        vm.expectPartialRevert(SumTree.NotInTree.selector);
        locator.locate(root, other, proof);
    }

    /// R-6: duplicated leaves stand at different places, so each counts once and all together never exceed the total.
    function test_locate_givesDuplicatedLeavesDisjointIntervals(uint64 weight, uint8 copies) public view {
        uint64[] memory weights = new uint64[](bound(copies, 2, 40));
        Leaf[] memory leaves = new Leaf[](weights.length);
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = Leaf(1, bytes32(uint256(7)), uint128(weight) + 1);
        }
        bytes32 root = Trees.rootOf(leaves);
        uint256 end;
        for (uint256 i; i < leaves.length; ++i) {
            (uint256 prefix, uint256 total) = locator.locate(root, leaves[i], Trees.proofOf(leaves, i));
            assertEq(prefix, end);
            end = prefix + leaves[i].weight;
            assertLe(end, total);
        }
    }

    function _leaves(uint64[] memory weights) private pure returns (Leaf[] memory leaves) {
        leaves = new Leaf[]((weights.length - 1) % 40 + 1);
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = Leaf(uint8(i % 2), keccak256(abi.encode(i)), uint128(weights[i]) + 1);
        }
    }

    /// @dev The way up in the plainest form. Bounds the weights so that they fit.
    function _climb(Leaf memory leaf, Sibling[] memory siblings, uint256 path)
        private
        pure
        returns (Proof memory proof, bytes32 root, uint256 prefix, uint256 total)
    {
        vm.assume(siblings.length < 256);
        proof = Proof(path & (1 << siblings.length) - 1, siblings);
        leaf.weight = uint128(bound(leaf.weight, 1, type(uint96).max));
        Sibling memory node = Sibling(Plain.hashOf(leaf), leaf.weight);
        for (uint256 i; i < siblings.length; ++i) {
            siblings[i].weight %= type(uint96).max;
            bool isRight = proof.path >> i & 1 == 1;
            if (isRight) prefix += siblings[i].weight;
            node = isRight ? Plain.nodeOf(siblings[i], node) : Plain.nodeOf(node, siblings[i]);
        }
        return (proof, Plain.rootOf(node), prefix, node.weight);
    }
}

contract Locator {
    function locate(bytes32 root, Leaf calldata leaf, Proof calldata proof)
        external
        pure
        returns (uint256 prefix, uint256 total)
    {
        return SumTree.locate(root, leaf, proof);
    }
}
