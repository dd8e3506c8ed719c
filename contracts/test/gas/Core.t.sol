// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../src/core/ILedger.sol";
import {IWorks} from "../../src/core/IWorks.sol";
import {Bucket} from "../../src/types/Bucket.sol";
import {Leaf, Proof, Sibling} from "../../src/types/Leaf.sol";
import {Kind, Work} from "../../src/types/Work.sol";
import {CoreTest} from "../helpers/CoreTest.sol";
import {Plain} from "../helpers/Plain.sol";
import {Trees} from "../helpers/Trees.sol";

/// @notice What calls to Works and Ledger cost.
/// @dev Each figure is one whole transaction: 21,000 and calldata in, refunds out, cold storage. The token is Solady's,
/// and everybody in it has a balance. "First" touches zero slots, "steady" non-zero ones.
/// forge-config: default.isolate = true
contract CoreGasTest is CoreTest {
    uint256 private constant AMOUNT = 10e6;

    function setUp() public override {
        super.setUp();
        for (uint160 i = 1; i < 100; ++i) {
            token.mint(_person(i), 1e6);
        }
        token.mint(address(ledger), 1);
        token.mint(payer, 1e12);
        vm.prank(payer);
        token.approve(address(ledger), type(uint256).max);
    }

    function test_mint() public {
        Work memory root = workOf(alice, "root");
        _mint(root, nothing(), "mint, root");
        _mint(_owing(workOf(alice, "one parent"), 1), nothing(), "mint, 1 parent");
        _mint(_owing(workOf(alice, "16 parents"), 16), nothing(), "mint, 16 parents");

        Work memory model = workOf(alice, "model");
        vm.prank(alice);
        works.authorize(model, bob, uint64(block.timestamp), uint64(block.timestamp + 1 days));
        Work memory output = _owing(workOf(alice, "output"), 16);
        output.origin = Plain.idOf(model);
        IWorks.Attestation memory attestation = nothing();
        attestation.signature = signOutput(bobKey, Plain.idOf(output));
        _mint(output, attestation, "mint, 16 parents with origin");
    }

    function test_publish() public {
        Work[] memory batch = new Work[](10);
        for (uint256 i; i < batch.length; ++i) {
            batch[i] = _owing(workOf(alice, vm.toString(i)), 2);
        }
        works.publish(batch);
        uint256 gas = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("Core", "publish, one of a batch of 10 with 2 flows", gas / 10);
    }

    function test_pay() public {
        bytes32 bucket = Plain.idOf(workOf(alice, "root"));
        _pay(bucket, "pay, first");
        _pay(bucket, "pay, steady");
        for (uint256 depth = 1; depth <= 64; depth *= 8) {
            Work[] memory lineage = _lineage(depth);
            bucket = Plain.idOf(lineage[0]);
            _pay(bucket);
            _pay(bucket, string.concat("pay, steady, depth ", vm.toString(depth)));
        }
    }

    function test_pay_contributors() public {
        _payTree(_rootOf(1), "1");
        _payTree(_rootOf(100), "100");
        _payTree(_rootOf(10_000), "10,000");
        (bytes32 root,,) = _deep(20);
        _payTree(root, "1,048,576");
    }

    function test_distribute() public {
        Work[] memory lineage = _lineage(8);
        bytes32 bucket = Plain.idOf(lineage[0]);
        ILedger.Edge[] memory one = new ILedger.Edge[](1);
        one[0] = ILedger.Edge(lineage[0], Bucket.Sales, 0);
        _pay(bucket);
        ledger.distribute(one, address(token));
        vm.snapshotGasLastCall("Core", "distribute 1 edge, first");
        _pay(bucket);
        ledger.distribute(one, address(token));
        vm.snapshotGasLastCall("Core", "distribute 1 edge, steady");

        ILedger.Edge[] memory eight = new ILedger.Edge[](8);
        for (uint256 i; i < 8; ++i) {
            eight[i] = ILedger.Edge(lineage[i], Bucket.Sales, 0);
        }
        ledger.distribute(eight, address(token));
        _pay(bucket);
        ledger.distribute(eight, address(token));
        vm.snapshotGasLastCall("Core", "distribute 8 edges, steady");
    }

    function test_collect() public {
        Work memory work = workOf(_person(1), "root");
        _mintFor(work);
        bytes32 bucket = Plain.idOf(work);
        _pay(bucket);
        ledger.collect(work, Bucket.Sales, address(token), address(0));
        _pay(bucket);
        ledger.collect(work, Bucket.Sales, address(token), address(0));
        vm.snapshotGasLastCall("Core", "collect, steady");
    }

    function test_claim() public {
        Work memory work = owingKey(workOf(alice, "root"), 100_000, _person(1));
        bytes32 bucket = Plain.idOf(work);
        _pay(bucket);
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
        _pay(bucket);
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
        vm.snapshotGasLastCall("Core", "claim, steady");
    }

    function test_claimTree() public {
        _claimTree(_leaves(1), "2^0");
        _claimTree(_leaves(100), "100");
        _claimTree(_leaves(10_000), "10,000");
        (bytes32 root, Leaf memory leaf, Proof memory proof) = _deep(20);
        _claimTree(root, leaf, proof, "2^20");
    }

    function test_everyoneIsPaid() public {
        Work[] memory lineage = _lineage(8);
        ILedger.Step[] memory steps = new ILedger.Step[](9);
        for (uint256 i; i < 9; ++i) {
            _mintFor(lineage[i]);
            steps[i] = ILedger.Step(lineage[i], Bucket.Sales, i == 8 ? 1 << 32 : 1 << 32 | 1);
        }
        bytes32 bucket = Plain.idOf(lineage[0]);
        _pay(bucket);
        ledger.settle(steps, address(token));
        uint256 before = token.balanceOf(_person(8));
        _pay(bucket);
        ledger.settle(steps, address(token));
        vm.snapshotGasLastCall("Core", "everyone paid at depth 8");
        assertGt(token.balanceOf(_person(8)), before);
    }

    function _mint(Work memory work, IWorks.Attestation memory attestation, string memory row) private {
        vm.prank(alice);
        works.mint(work, attestation, alice);
        vm.snapshotGasLastCall("Core", row);
    }

    function _mintFor(Work memory work) private {
        address creator = address(uint160(uint256(work.creator.toBytes32())));
        vm.prank(creator);
        works.mint(work, nothing(), creator);
    }

    function _pay(bytes32 bucket) private {
        vm.prank(payer);
        ledger.pay(bucket, address(token), AMOUNT);
    }

    function _pay(bytes32 bucket, string memory row) private {
        _pay(bucket);
        vm.snapshotGasLastCall("Core", row);
    }

    function _payTree(bytes32 root, string memory contributors) private {
        Work memory work = owing(workOf(alice, "tree"), Kind.TREE, 900_000, root);
        bytes32 bucket = Plain.idOf(work);
        _pay(bucket);
        _pay(bucket, string.concat("pay, steady, ", contributors, " contributors"));
    }

    function _claimTree(Leaf[] memory leaves, string memory size) private {
        uint256 index = leaves.length * 2 / 3;
        _claimTree(Trees.rootOf(leaves), leaves[index], Trees.proofOf(leaves, index), size);
    }

    function _claimTree(bytes32 root, Leaf memory leaf, Proof memory proof, string memory size) private {
        Work memory work = owing(workOf(alice, "tree"), Kind.TREE, 900_000, root);
        bytes32 bucket = Plain.idOf(work);
        for (uint256 i; i < 2; ++i) {
            vm.prank(payer);
            ledger.pay(bucket, address(token), 1e10);
            ledger.claimTree(work, Bucket.Sales, 0, address(token), leaf, proof, address(0));
        }
        vm.snapshotGasLastCall("Core", string.concat("claimTree ", size, " leaves, steady"));
    }

    /// @dev work 0 owes work 1 a part, which owes work 2 a part, and so on. Each has its own creator.
    function _lineage(uint256 depth) private view returns (Work[] memory lineage) {
        lineage = new Work[](depth + 1);
        for (uint256 i = depth + 1; i > 0; --i) {
            Work memory work = workOf(_person(uint160(i)), vm.toString(i));
            lineage[i - 1] = i == depth + 1 ? work : owingWork(work, 500_000, lineage[i]);
        }
    }

    function _owing(Work memory work, uint256 parents) private pure returns (Work memory) {
        for (uint256 i; i < parents; ++i) {
            work = owing(work, Kind.WORK, 10_000, keccak256(abi.encode("parent", i)));
        }
        return work;
    }

    function _rootOf(uint256 count) private pure returns (bytes32) {
        return Trees.rootOf(_leaves(count));
    }

    function _leaves(uint256 count) private pure returns (Leaf[] memory leaves) {
        leaves = new Leaf[](count);
        for (uint256 i; i < count; ++i) {
            leaves[i] = Leaf(Kind.ACCOUNT, keyOf(_person(uint160(1 + i % 99))).toBytes32(), uint128(100 + i % 900));
        }
    }

    /// @dev A path of a tree of 2^depth leaves of weight 1, without the rest of the tree.
    function _deep(uint256 depth) private pure returns (bytes32 root, Leaf memory leaf, Proof memory proof) {
        leaf = Leaf(Kind.ACCOUNT, keyOf(_person(1)).toBytes32(), 1);
        proof.siblings = new Sibling[](depth);
        Sibling memory node = Sibling(Plain.hashOf(leaf), 1);
        for (uint256 i; i < depth; ++i) {
            Sibling memory other = Sibling(keccak256(abi.encode("sibling", i)), uint128(1) << uint128(i));
            proof.siblings[i] = other;
            proof.path |= (i & 1) << i;
            node = i & 1 == 1 ? Plain.nodeOf(other, node) : Plain.nodeOf(node, other);
        }
        root = Plain.rootOf(node);
    }

    function _person(uint160 i) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("person", i)))));
    }
}
