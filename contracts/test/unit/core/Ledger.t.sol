// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

// Over 400 lines: claims from flows and from trees are attacked in the same ways, side by side.

import {ILedger} from "../../../src/core/ILedger.sol";
import {SumTree} from "../../../src/math/SumTree.sol";
import {Account as Party, AccountLib} from "../../../src/types/Account.sol";
import {Bucket} from "../../../src/types/Bucket.sol";
import {Leaf, Proof, Sibling} from "../../../src/types/Leaf.sol";
import {Kind, Work, WorkLib} from "../../../src/types/Work.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {MoodyToken} from "../../helpers/HostileTokens.sol";
import {Plain} from "../../helpers/Plain.sol";
import {Trees} from "../../helpers/Trees.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

contract LedgerTest is CoreTest {
    /// R-2: what is lifted leaves one bucket and arrives in another.
    function test_distribute_liftsAPart(uint128 gross, uint32 share, bool resale) public {
        Work memory parent = workOf(bob, "parent");
        Work memory work = owingWork(workOf(alice, "child"), share % 1_000_001, parent);
        bytes32 key = _bucket(resale).keyOf(Plain.idOf(work));
        uint256 due = uint256(gross) * work.flows[0].share / 1_000_000;
        pay(key, gross);
        if (due != 0) {
            vm.expectEmit(address(ledger));
            emit ILedger.Distributed(key, Plain.idOf(parent), address(token), 0, due);
        }
        ledger.distribute(_edge(work, _bucket(resale), 0), address(token));
        assertEq(ledger.paidOf(key, address(token), 0), due);
        assertEq(ledger.grossOf(Plain.idOf(parent), address(token)), due);
        assertEq(ledger.grossOf(key, address(token)), gross);
    }

    /// R-4: distributing often lifts no more than once, and nothing is passed over in silence.
    function test_distribute_oftenLiftsNoMoreThanOnce(uint64[6] memory amounts, uint32 share) public {
        Work memory parent = workOf(bob, "parent");
        Work memory work = owingWork(workOf(alice, "child"), share % 1_000_001, parent);
        uint256 gross;
        for (uint256 i; i < amounts.length; ++i) {
            pay(Plain.idOf(work), amounts[i]);
            gross += amounts[i];
            ledger.distribute(_edge(work, Bucket.Sales, 0), address(token));
            ledger.distribute(_edge(work, Bucket.Sales, 0), address(token));
        }
        uint256 due = gross * work.flows[0].share / 1_000_000;
        assertEq(ledger.grossOf(Plain.idOf(parent), address(token)), due);
    }

    /// R-5: a path moves whole in one call, child before parent, and to the same amounts in any order in the end.
    function test_distribute_orderChangesNoFinalAmount(uint128 gross, uint8 seed) public {
        Work[] memory lineage = _lineage(6);
        bytes32 first = Plain.idOf(lineage[0]);
        pay(first, gross);
        ILedger.Edge[] memory edges = new ILedger.Edge[](6);
        for (uint256 i; i < 6; ++i) {
            edges[i] = ILedger.Edge(lineage[i], Bucket.Sales, 0);
        }
        uint256 snapshot = vm.snapshotState();
        ledger.distribute(edges, address(token));
        uint256 last = ledger.grossOf(Plain.idOf(lineage[6]), address(token));
        vm.revertToState(snapshot);
        for (uint256 i; i < 6; ++i) {
            uint256 j = (i * 5 + seed) % 6;
            (edges[i], edges[j]) = (edges[j], edges[i]);
        }
        for (uint256 i; i < 6; ++i) {
            ledger.distribute(edges, address(token));
        }
        assertEq(ledger.grossOf(Plain.idOf(lineage[6]), address(token)), last);
    }

    function test_distribute_revertsWhen_theFlowIsAnother(uint8 index, uint8 kind) public {
        kind = uint8(bound(kind, 1, 2));
        Work memory work = owing(workOf(alice, "child"), kind, 10, bytes32(uint256(1)));
        vm.expectRevert(abi.encodeWithSelector(ILedger.WrongKind.selector, kind, Kind.WORK));
        ledger.distribute(_edge(work, Bucket.Sales, 0), address(token));
        index = uint8(bound(index, 1, 255));
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoSuchFlow.selector, index, 1));
        ledger.distribute(_edge(work, Bucket.Sales, index), address(token));
    }

    function test_distribute_revertsWhen_theParentIsFull(uint128 gross, uint128 held) public {
        Work memory parent = workOf(bob, "parent");
        Work memory work = owingWork(workOf(alice, "child"), 1_000_000, parent);
        gross = uint128(bound(gross, 1, type(uint128).max));
        held = uint128(bound(held, type(uint128).max - gross + 1, type(uint128).max));
        pay(Plain.idOf(parent), held);
        pay(Plain.idOf(work), gross);
        vm.expectRevert(abi.encodeWithSelector(ILedger.GrossTooHigh.selector, held, gross));
        ledger.distribute(_edge(work, Bucket.Sales, 0), address(token));
    }

    function test_claim_paysWhatIsOwed(uint128 gross, uint32 share, bool resale, address relayer) public {
        Work memory work = owingKey(workOf(alice, "work"), share % 1_000_001, bob);
        bytes32 key = _bucket(resale).keyOf(Plain.idOf(work));
        uint256 due = uint256(gross) * work.flows[0].share / 1_000_000;
        vm.assume(due != 0);
        pay(key, gross);
        vm.expectEmit(address(ledger));
        emit ILedger.Claimed(key, address(token), bob, 0, 0, bob, due);
        vm.prank(relayer);
        assertEq(ledger.claim(work, _bucket(resale), 0, address(token), address(0)), due);
        assertEq(token.balanceOf(bob), due);
        assertEq(ledger.paidOf(key, address(token), 0), due);
    }

    /// R-4: claiming often pays no more than claiming once.
    function test_claim_oftenPaysNoMoreThanOnce(uint64[6] memory amounts, uint32 share) public {
        Work memory work = owingKey(workOf(alice, "work"), share % 1_000_001, bob);
        uint256 gross;
        for (uint256 i; i < amounts.length; ++i) {
            pay(Plain.idOf(work), amounts[i]);
            gross += amounts[i];
            try ledger.claim(work, Bucket.Sales, 0, address(token), address(0)) {} catch {}
        }
        assertEq(token.balanceOf(bob), gross * work.flows[0].share / 1_000_000);
    }

    function test_claim_revertsWhen_nothingIsOwed(uint64 gross) public {
        Work memory work = owingKey(workOf(alice, "work"), 1, bob);
        bytes memory reason = abi.encodeWithSelector(ILedger.NothingOwed.selector, Plain.idOf(work), address(token));
        vm.expectRevert(reason);
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
        pay(Plain.idOf(work), uint256(gross) + 1_000_000);
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
        vm.expectRevert(reason);
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
    }

    /// R-7: a relayer may claim for an account, but not say where the money goes.
    function test_claim_revertsWhen_aRelayerNamesTheRecipient(address relayer, address to) public {
        vm.assume(relayer != bob && to != bob && to != address(0));
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        pay(Plain.idOf(work), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NotPayee.selector, relayer, bob));
        vm.prank(relayer);
        ledger.claim(work, Bucket.Sales, 0, address(token), to);
    }

    /// A payee on a token's blacklist names another recipient.
    function test_claim_letsThePayeeNameTheRecipient(address to) public {
        vm.assume(to != address(0) && to != bob && to != address(ledger));
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        MoodyToken moody = _payMoody(Plain.idOf(work), 100);
        moody.setMood(bob, MoodyToken.Mood.Revert);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        vm.prank(bob);
        ledger.claim(work, Bucket.Sales, 0, address(moody), address(0));
        vm.prank(bob);
        ledger.claim(work, Bucket.Sales, 0, address(moody), to);
        assertEq(moody.balanceOf(to), 50);
    }

    /// A claim that moves nothing counts for nothing, whatever a token says about it.
    function test_claim_revertsWhen_theTokenDoesNotTransfer(uint8 mood) public {
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        bytes32 id = Plain.idOf(work);
        MoodyToken moody = _payMoody(id, 100);
        MoodyToken.Mood bad = MoodyToken.Mood(bound(mood, 2, uint256(type(MoodyToken.Mood).max)));
        moody.setMood(bob, bad);
        (bool success,) = address(ledger).call{gas: 3_000_000}(
            abi.encodeCall(ILedger.claim, (work, Bucket.Sales, 0, address(moody), address(0)))
        );
        assertFalse(success);
        assertEq(ledger.paidOf(id, address(moody), 0), 0);
        moody.setMood(bob, MoodyToken.Mood.Silent);
        ledger.claim(work, Bucket.Sales, 0, address(moody), address(0));
        assertEq(moody.balanceOf(bob), 50);
    }

    /// A contract must name its chain, and is paid only there.
    function test_claim_revertsWhen_theAccountIsNotPayableHere(uint64 chain, bytes memory code) public {
        vm.assume(code.length != 0 && code[0] != 0xef && chain != block.chainid);
        vm.etch(stranger, code);
        bytes32 to = AccountLib.from(chain, stranger).toBytes32();
        Work memory work = owing(workOf(alice, "work"), Kind.ACCOUNT, 500_000, to);
        pay(Plain.idOf(work), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NotPayableHere.selector, to));
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
    }

    function test_claim_revertsWhen_theFlowIsAnother(uint256 index, bool tree) public {
        uint8 kind = tree ? Kind.TREE : Kind.WORK;
        Work memory work = owing(workOf(alice, "work"), kind, 500_000, bytes32(uint256(1)));
        vm.expectRevert(abi.encodeWithSelector(ILedger.WrongKind.selector, kind, Kind.ACCOUNT));
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
        index = bound(index, 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoSuchFlow.selector, index, 1));
        ledger.claim(work, Bucket.Sales, index, address(token), address(0));
    }

    /// Every call that takes a work checks it: an invalid one is invalid everywhere.
    function test_everyCallRevertsWhen_theWorkIsInvalid() public {
        Work memory work = owingKey(workOf(alice, "work"), 1_000_001, bob);
        bytes memory reason = abi.encodeWithSelector(WorkLib.SharesTooHigh.selector, 1_000_001, 1_000_000);
        vm.expectRevert(reason);
        ledger.claim(work, Bucket.Sales, 0, address(token), address(0));
        vm.expectRevert(reason);
        ledger.collect(work, Bucket.Sales, address(token), address(0));
        vm.expectRevert(reason);
        ledger.distribute(_edge(work, Bucket.Sales, 0), address(token));
        ILedger.Step[] memory steps = new ILedger.Step[](1);
        steps[0] = ILedger.Step(work, Bucket.Sales, 1);
        vm.expectRevert(reason);
        ledger.settle(steps, address(token));
        vm.expectRevert(reason);
        ledger.owed(work, Bucket.Sales, address(token));
        Leaf memory leaf;
        Proof memory proof;
        vm.expectRevert(reason);
        ledger.claimTree(work, Bucket.Sales, 0, address(token), leaf, proof, address(0));
    }

    /// R-6: every leaf of a tree is paid its part, and all together at most the flow.
    function test_claimTree_paysEveryLeaf(uint64[] memory weights, uint128 gross, uint32 share) public {
        vm.assume(weights.length != 0);
        Leaf[] memory leaves = _leaves(weights);
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, share % 1_000_001, Trees.rootOf(leaves));
        pay(Plain.idOf(work), gross);
        uint256 due = uint256(gross) * work.flows[0].share / 1_000_000;
        uint256 total = Trees.prefixOf(leaves, leaves.length);
        uint256 sum;
        for (uint256 i; i < leaves.length; ++i) {
            uint256 expected = due * leaves[i].weight / total;
            if (expected == 0) vm.expectPartialRevert(ILedger.NothingOwed.selector);
            uint256 amount = _claimTree(work, leaves[i], Trees.proofOf(leaves, i), address(0));
            assertEq(expected == 0 ? 0 : amount, expected);
            assertEq(token.balanceOf(_contributor(i)), expected);
            sum += expected;
        }
        assertLe(sum, due);
        assertEq(token.balanceOf(address(ledger)), gross - sum);
    }

    /// R-4: a leaf is paid once, and once more only for what arrived since.
    function test_claimTree_oftenPaysNoMoreThanOnce(uint64 gross, uint64 more) public {
        Leaf[] memory leaves = _leaves(new uint64[](5));
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Trees.rootOf(leaves));
        Proof memory proof = Trees.proofOf(leaves, 3);
        pay(Plain.idOf(work), uint256(gross) + 5);
        _claimTree(work, leaves[3], proof, address(0));
        vm.expectPartialRevert(ILedger.NothingOwed.selector);
        _claimTree(work, leaves[3], proof, address(0));
        pay(Plain.idOf(work), uint256(more) + 5);
        _claimTree(work, leaves[3], proof, address(0));
        assertEq(token.balanceOf(_contributor(3)), (uint256(gross) + more + 10) / 5);
        assertEq(
            ledger.paidLeafOf(Plain.idOf(work), address(token), 0, Trees.prefixOf(leaves, 3)),
            (uint256(gross) + more + 10) / 5
        );
    }

    /// A leaf may be a work: a named person without an address, or one of 10,000 parents.
    function test_claimTree_liftsALeafThatIsAWork(uint128 gross, address relayer) public {
        vm.assume(gross >= 2);
        Work memory escrow = workOf(bob, "a person without an address");
        Leaf[] memory leaves = new Leaf[](2);
        leaves[0] = Leaf(Kind.WORK, Plain.idOf(escrow), 1);
        leaves[1] = Leaf(Kind.ACCOUNT, keyOf(alice).toBytes32(), 1);
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Trees.rootOf(leaves));
        bytes32 id = Plain.idOf(work);
        pay(id, gross);
        vm.expectEmit(address(ledger));
        emit ILedger.Distributed(id, Plain.idOf(escrow), address(token), 0, gross / 2);
        vm.prank(relayer);
        _claimTree(work, leaves[0], Trees.proofOf(leaves, 0), address(0));
        assertEq(ledger.grossOf(Plain.idOf(escrow), address(token)), gross / 2);
        assertEq(token.balanceOf(address(ledger)), gross);
    }

    function test_claimTree_revertsWhen_aWorkIsToBePaidOut(address to) public {
        vm.assume(to != address(0));
        Leaf[] memory leaves = new Leaf[](1);
        leaves[0] = Leaf(Kind.WORK, "a work", 1);
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Trees.rootOf(leaves));
        pay(Plain.idOf(work), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NotPayee.selector, address(this), address(0)));
        _claimTree(work, leaves[0], Trees.proofOf(leaves, 0), to);
    }

    function test_claimTree_revertsWhen_aLeafIsOfAnotherKind(uint8 kind) public {
        Leaf[] memory leaves = new Leaf[](1);
        leaves[0] = Leaf(uint8(bound(kind, 2, 255)), keyOf(bob).toBytes32(), 1);
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Trees.rootOf(leaves));
        pay(Plain.idOf(work), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.WrongKind.selector, leaves[0].kind, Kind.ACCOUNT));
        _claimTree(work, leaves[0], Trees.proofOf(leaves, 0), address(0));
    }

    function test_claimTree_revertsWhen_theFlowIsAnother() public {
        Work memory work = owingKey(workOf(alice, "data"), 1_000_000, bob);
        Leaf memory leaf = Leaf(Kind.ACCOUNT, keyOf(bob).toBytes32(), 1);
        Proof memory proof;
        vm.expectRevert(abi.encodeWithSelector(ILedger.WrongKind.selector, Kind.ACCOUNT, Kind.TREE));
        _claimTree(work, leaf, proof, address(0));
    }

    /// R-7: a relayer cannot redirect a contributor, who can.
    function test_claimTree_onlyThePayeeNamesTheRecipient(address relayer, address to) public {
        Leaf[] memory leaves = _leaves(new uint64[](2));
        address payee = _contributor(1);
        vm.assume(relayer != payee && to != payee && to != address(0) && to != address(ledger));
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Trees.rootOf(leaves));
        pay(Plain.idOf(work), 100);
        Proof memory proof = Trees.proofOf(leaves, 1);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NotPayee.selector, relayer, payee));
        vm.prank(relayer);
        ledger.claimTree(work, Bucket.Sales, 0, address(token), leaves[1], proof, to);
        vm.prank(payee);
        ledger.claimTree(work, Bucket.Sales, 0, address(token), leaves[1], proof, to);
        assertEq(token.balanceOf(to), 50);
    }

    /// R-6: leaves that were put into a tree twice are paid at their own places, never above the flow.
    function test_claimTree_paysDuplicatedLeavesNoMoreThanTheFlow(uint128 gross, uint8 copies) public {
        Leaf[] memory leaves = new Leaf[](bound(copies, 2, 20));
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = Leaf(Kind.ACCOUNT, keyOf(bob).toBytes32(), 7);
        }
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 600_000, Trees.rootOf(leaves));
        pay(Plain.idOf(work), gross);
        for (uint256 i; i < 2 * leaves.length; ++i) {
            uint256 index = i % leaves.length;
            try ledger.claimTree(
                work, Bucket.Sales, 0, address(token), leaves[index], Trees.proofOf(leaves, index), address(0)
            ) {}
                catch {}
        }
        uint256 due = uint256(gross) * 600_000 / 1_000_000;
        assertLe(token.balanceOf(bob), due);
        assertGe(token.balanceOf(bob) + leaves.length, due);
    }

    /// R-6: a tree that lies about an inner weight pays the leaves beside the lie less, and nobody more.
    function test_claimTree_aLyingTreeNeverPaysAboveItsFlow(uint128 gross, uint64 lie, uint64[4] memory weights)
        public
    {
        Leaf[] memory leaves = new Leaf[](4);
        for (uint256 i; i < 4; ++i) {
            leaves[i] = Leaf(Kind.ACCOUNT, keyOf(_contributor(i)).toBytes32(), uint128(weights[i]) + 1);
        }
        Sibling[] memory layer = Trees.above(Trees.layerOf(leaves));
        layer[0].weight = uint128(lie) + 1;
        Work memory work =
            owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Plain.rootOf(Plain.nodeOf(layer[0], layer[1])));
        pay(Plain.idOf(work), gross);
        for (uint256 i; i < 4; ++i) {
            Proof memory proof = Trees.proofOf(leaves, i);
            if (i > 1) proof.siblings[1] = layer[0];
            try ledger.claimTree(work, Bucket.Sales, 0, address(token), leaves[i], proof, address(0)) {} catch {}
        }
        uint256 paid;
        for (uint256 i; i < 4; ++i) {
            paid += token.balanceOf(_contributor(i));
        }
        assertLe(paid, gross);
        assertEq(token.balanceOf(address(ledger)), gross - paid);
    }

    /// R-6: neither a node nor a claimed weight passes for a leaf.
    function test_claimTree_revertsWhen_theProofLies(uint128 weight, uint256 path) public {
        Leaf[] memory leaves = _leaves(new uint64[](4));
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 1_000_000, Trees.rootOf(leaves));
        pay(Plain.idOf(work), 1000);
        Proof memory proof = Trees.proofOf(leaves, 0);
        vm.assume(weight > 1);
        Leaf memory fat = Leaf(leaves[0].kind, leaves[0].to, weight);
        vm.expectRevert();
        _claimTree(work, fat, proof, address(0));
        proof.path = bound(path, 4, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(SumTree.UnusedPathBits.selector, proof.path, 2));
        _claimTree(work, leaves[0], proof, address(0));
        leaves[0].weight = 0;
        vm.expectRevert(SumTree.ZeroWeight.selector);
        _claimTree(work, leaves[0], Trees.proofOf(leaves, 0), address(0));
    }

    /// R-6: the same tree under two flows, two buckets or two works is paid from each for itself.
    function test_claimTree_keepsFlowsAndBucketsApart() public {
        Leaf[] memory leaves = _leaves(new uint64[](2));
        bytes32 root = Trees.rootOf(leaves);
        Work memory work = owing(workOf(alice, "data"), Kind.TREE, 400_000, root);
        work = owing(work, Kind.TREE, 200_000, root);
        Proof memory proof = Trees.proofOf(leaves, 0);
        pay(Plain.idOf(work), 1000);
        pay(Plain.resaleOf(Plain.idOf(work)), 100);
        ledger.claimTree(work, Bucket.Sales, 0, address(token), leaves[0], proof, address(0));
        assertEq(token.balanceOf(_contributor(0)), 200);
        ledger.claimTree(work, Bucket.Sales, 1, address(token), leaves[0], proof, address(0));
        assertEq(token.balanceOf(_contributor(0)), 300);
        ledger.claimTree(work, Bucket.Resale, 0, address(token), leaves[0], proof, address(0));
        assertEq(token.balanceOf(_contributor(0)), 320);
    }

    /// The owed view is what the calls pay.
    function test_owed_isWhatIsPaid(uint128 gross, uint32 share, uint32 second) public {
        share %= 1_000_001;
        Work memory work = owingKey(workOf(alice, "work"), share, bob);
        work = owingWork(work, uint32(second % (1_000_001 - share)), workOf(bob, "parent"));
        bytes32 id = Plain.idOf(work);
        pay(id, gross);
        (uint256[] memory flows, uint256 residual) = ledger.owed(work, Bucket.Sales, address(token));
        ILedger.Step[] memory steps = new ILedger.Step[](1);
        steps[0] = ILedger.Step(work, Bucket.Sales, 1 << 32 | 3);
        ledger.settle(steps, address(token));
        assertEq(token.balanceOf(bob), flows[0]);
        assertEq(ledger.grossOf(work.flows[1].to, address(token)), flows[1]);
        assertEq(token.balanceOf(alice), residual);
        assertEq(ledger.collectedOf(id, address(token)), residual);
        (flows, residual) = ledger.owed(work, Bucket.Sales, address(token));
        assertEq(flows[0] + flows[1] + residual, 0);
    }

    /// R-7: in a batch, a blacklisted payee blocks nobody.
    function test_batch_skipsWhatFails() public {
        Work memory work = owingKey(owingKey(workOf(alice, "work"), 500_000, stranger), 500_000, bob);
        MoodyToken moody = _payMoody(Plain.idOf(work), 100);
        moody.setMood(stranger, MoodyToken.Mood.Revert);
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(ILedger.claim, (work, Bucket.Sales, 0, address(moody), address(0)));
        calls[1] = hex"12345678";
        calls[2] = abi.encodeCall(ILedger.claim, (work, Bucket.Sales, 1, address(moody), address(0)));
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, abi.encodeWithSelector(SafeTransferLib.TransferFailed.selector));
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(1, "");
        bool[] memory done = ledger.batch(calls);
        assertFalse(done[0]);
        assertFalse(done[1]);
        assertTrue(done[2]);
        assertEq(moody.balanceOf(bob), 50);
    }

    /// A batch keeps its caller: who may name a recipient alone may do so in a batch, and nobody else.
    function test_batch_keepsItsCaller(address relayer) public {
        vm.assume(relayer != bob);
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        pay(Plain.idOf(work), 100);
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(ILedger.claim, (work, Bucket.Sales, 0, address(token), stranger));
        vm.prank(relayer);
        assertFalse(ledger.batch(calls)[0]);
        bytes[] memory nested = new bytes[](1);
        nested[0] = abi.encodeCall(ILedger.batch, (calls));
        vm.prank(bob);
        assertTrue(ledger.batch(nested)[0]);
        assertEq(token.balanceOf(stranger), 50);
    }

    function _edge(Work memory work, Bucket bucket, uint8 flow) private pure returns (ILedger.Edge[] memory edges) {
        edges = new ILedger.Edge[](1);
        edges[0] = ILedger.Edge(work, bucket, flow);
    }

    function _claimTree(Work memory work, Leaf memory leaf, Proof memory proof, address to) private returns (uint256) {
        return ledger.claimTree(work, Bucket.Sales, 0, address(token), leaf, proof, to);
    }

    function _bucket(bool resale) private pure returns (Bucket) {
        return resale ? Bucket.Resale : Bucket.Sales;
    }

    function _payMoody(bytes32 bucket, uint256 amount) private returns (MoodyToken moody) {
        moody = new MoodyToken();
        moody.mint(payer, amount);
        vm.startPrank(payer);
        moody.approve(address(ledger), amount);
        ledger.pay(bucket, address(moody), amount);
        vm.stopPrank();
    }

    /// @dev Work i owes work i + 1 a half.
    function _lineage(uint256 depth) private view returns (Work[] memory lineage) {
        lineage = new Work[](depth + 1);
        lineage[depth] = workOf(alice, "root");
        for (uint256 i = depth; i > 0; --i) {
            lineage[i - 1] = owingWork(workOf(alice, vm.toString(i)), 500_000, lineage[i]);
        }
    }

    function _leaves(uint64[] memory weights) private pure returns (Leaf[] memory leaves) {
        leaves = new Leaf[]((weights.length - 1) % 12 + 1);
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = Leaf(Kind.ACCOUNT, keyOf(_contributor(i)).toBytes32(), uint128(weights[i]) + 1);
        }
    }

    function _contributor(uint256 index) private pure returns (address) {
        return vm.addr(index + 1000);
    }
}
