// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../../src/core/ILedger.sol";
import {IPuller} from "../../../src/core/IPuller.sol";
import {Lock} from "../../../src/core/Lock.sol";
import {Bucket} from "../../../src/types/Bucket.sol";
import {Leaf, Proof} from "../../../src/types/Leaf.sol";
import {Work} from "../../../src/types/Work.sol";
import {Reenterer} from "../../helpers/Actors.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {
    CallbackToken,
    FeeToken,
    MuteToken,
    RefusingToken,
    ShrinkingToken,
    SilentToken
} from "../../helpers/HostileTokens.sol";
import {Token} from "../../helpers/Token.sol";
import {ERC20} from "solady/tokens/ERC20.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

contract PaymentsTest is CoreTest {
    bytes32 private constant BUCKET = "a bucket";

    /// R-2: a payment is credited whole, to its bucket and token alone.
    function test_pay_creditsWhatArrives(bytes32 bucket, uint128 amount, uint128 more) public {
        more = uint128(bound(more, 0, type(uint128).max - amount));
        _approve(token, amount);
        vm.expectEmit(address(ledger));
        emit ILedger.Paid(bucket, address(token), payer, amount);
        vm.prank(payer);
        assertEq(ledger.pay(bucket, address(token), amount), amount);
        assertEq(ledger.grossOf(bucket, address(token)), amount);
        pay(bucket, more);
        assertEq(ledger.grossOf(bucket, address(token)), uint256(amount) + more);
        assertEq(token.balanceOf(address(ledger)), uint256(amount) + more);
        assertEq(ledger.grossOf(bytes32(uint256(bucket) ^ 1), address(token)), 0);
        assertEq(ledger.grossOf(bucket, address(ledger)), 0);
    }

    /// R-3: a token that takes a fee is credited what arrived, not what was sent.
    function test_pay_creditsATokenWithAFeeWithLess(uint128 amount) public {
        Token fee = new FeeToken();
        _approve(fee, amount);
        vm.prank(payer);
        uint256 credited = ledger.pay(BUCKET, address(fee), amount);
        assertEq(credited, amount - amount / 100);
        assertEq(ledger.grossOf(BUCKET, address(fee)), fee.balanceOf(address(ledger)));
    }

    function test_pay_takesATokenThatReturnsNothing(uint128 amount) public {
        SilentToken silent = new SilentToken();
        silent.mint(payer, amount);
        vm.prank(payer);
        assertEq(ledger.pay(BUCKET, address(silent), amount), amount);
    }

    /// A bucket is full at 2^128 - 1: refused with the values, never wrapped.
    function test_pay_revertsWhen_theGrossIsFull(uint128 amount, uint256 more) public {
        pay(BUCKET, amount);
        more = bound(more, uint256(type(uint128).max) - amount + 1, type(uint256).max - amount);
        _approve(token, more);
        vm.expectRevert(abi.encodeWithSelector(ILedger.GrossTooHigh.selector, amount, more));
        vm.prank(payer);
        ledger.pay(BUCKET, address(token), more);
    }

    /// A token of a huge supply fills one bucket and blocks no other.
    function test_pay_takesAHugeSupplyIntoManyBuckets() public {
        for (uint256 i; i < 3; ++i) {
            pay(bytes32(i), type(uint128).max);
            assertEq(ledger.grossOf(bytes32(i), address(token)), type(uint128).max);
        }
    }

    function test_pay_revertsWhen_theTokenIsNone(address none, uint128 amount) public {
        vm.assume(none.code.length == 0 && uint160(none) > 0xffff);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoBalance.selector, none));
        ledger.pay(BUCKET, none, amount);
    }

    function test_pay_revertsWhen_theTokenDoesNotTellBalances(uint128 amount) public {
        Token mute = new MuteToken();
        _approve(mute, amount);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoBalance.selector, mute));
        vm.prank(payer);
        ledger.pay(BUCKET, address(mute), amount);
    }

    function test_pay_revertsWhen_theTokenRefuses(uint128 amount) public {
        Token refusing = new RefusingToken();
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(payer);
        ledger.pay(BUCKET, address(refusing), amount);
    }

    function test_pay_revertsWhen_theBalanceFalls(uint64 held, uint64 amount) public {
        Token shrinking = new ShrinkingToken();
        amount = uint64(bound(amount, 1, type(uint64).max));
        held = uint64(bound(held, amount, type(uint64).max));
        shrinking.mint(address(ledger), held);
        vm.expectRevert(abi.encodeWithSelector(ILedger.BalanceFell.selector, shrinking, held, held - amount));
        vm.prank(payer);
        ledger.pay(BUCKET, address(shrinking), amount);
    }

    function test_pay_revertsWhen_theAllowanceIsTooSmall(uint128 amount) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        token.mint(payer, amount);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(payer);
        ledger.pay(BUCKET, address(token), amount);
    }

    /// The Ledger never pulls from anyone but the caller, whoever allowed it to.
    function test_pay_neverTakesFromAnybodyElse(address caller, uint128 amount) public {
        vm.assume(caller != payer);
        amount = uint128(bound(amount, 1, type(uint128).max));
        _approve(token, amount);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(caller);
        ledger.pay(BUCKET, address(token), amount);
        assertEq(token.balanceOf(payer), amount);
    }

    function test_payMany_isManyPayments(uint64[] memory amounts) public {
        ILedger.Payment[] memory payments = new ILedger.Payment[](amounts.length);
        uint256 sum;
        for (uint256 i; i < amounts.length; ++i) {
            payments[i] = ILedger.Payment(bytes32(i % 3), address(token), amounts[i]);
            sum += amounts[i];
        }
        _approve(token, sum);
        vm.prank(payer);
        uint256[] memory credited = ledger.payMany(payments);
        for (uint256 i; i < amounts.length; ++i) {
            assertEq(credited[i], amounts[i]);
        }
        uint256 gross;
        for (uint256 i; i < 3; ++i) {
            gross += ledger.grossOf(bytes32(i), address(token));
        }
        assertEq(gross, sum);
        assertEq(token.balanceOf(address(ledger)), sum);
    }

    /// R-2: whatever moves during the pull is credited, not what was announced.
    function test_payPulled_creditsWhatTheCallerMoves(uint256 announced, uint128 moved, uint64 before) public {
        moved = uint128(bound(moved, 0, type(uint128).max - before));
        pay("another bucket", before);
        Reenterer puller = new Reenterer();
        token.mint(address(puller), moved);
        puller.give(moved);
        bytes memory result =
            puller.call(address(ledger), abi.encodeCall(ILedger.payPulled, (BUCKET, address(token), announced, "")));
        assertEq(abi.decode(result, (uint256)), moved);
        assertEq(ledger.grossOf(BUCKET, address(token)), moved);
    }

    function test_payPulled_tellsTheCallerWhatItAnnounced(uint256 amount, bytes calldata data) public {
        vm.etch(payer, hex"00");
        vm.expectCall(payer, abi.encodeCall(IPuller.onPull, (address(token), amount, data)));
        vm.prank(payer);
        ledger.payPulled(BUCKET, address(token), amount, data);
    }

    function test_payPulled_revertsWhen_theCallerCannotBeAsked() public {
        vm.expectRevert();
        vm.prank(stranger, stranger);
        ledger.payPulled(BUCKET, address(token), 1, "");
    }

    /// R-3: one lock covers every entry that measures or moves tokens, the pull's callback included.
    function test_payPulled_locksEveryEntry() public {
        bytes[] memory entries = _entries();
        for (uint256 i; i < entries.length; ++i) {
            Reenterer puller = new Reenterer();
            token.mint(address(puller), 100);
            puller.give(100);
            puller.plan(address(ledger), entries[i]);
            uint256 before = ledger.grossOf(BUCKET, address(token));
            puller.call(address(ledger), abi.encodeCall(ILedger.payPulled, (BUCKET, address(token), 100, "")));
            assertFalse(puller.succeeded());
            assertEq(bytes4(puller.answer()), Lock.Locked.selector);
            assertEq(ledger.grossOf(BUCKET, address(token)) - before, 100);
        }
    }

    /// R-3: a batch is not locked, but every call inside it is.
    function test_payPulled_locksEveryCallOfABatch() public {
        Reenterer puller = new Reenterer();
        puller.plan(address(ledger), abi.encodeCall(ILedger.batch, (_entries())));
        puller.call(address(ledger), abi.encodeCall(ILedger.payPulled, (BUCKET, address(token), 100, "")));
        assertTrue(puller.succeeded());
        bool[] memory done = abi.decode(puller.answer(), (bool[]));
        for (uint256 i; i < done.length; ++i) {
            assertFalse(done[i]);
        }
    }

    /// R-3: a token that calls its sender back in the middle of a payment is not credited twice.
    function test_pay_creditsATokenWithCallbacksOnce(uint64 amount) public {
        CallbackToken callback = new CallbackToken();
        Reenterer attacker = new Reenterer();
        callback.register(address(attacker));
        attacker.plan(address(ledger), abi.encodeCall(ILedger.pay, (BUCKET, address(callback), amount)));
        callback.mint(address(attacker), uint256(amount) * 3);
        attacker.call(address(callback), abi.encodeCall(ERC20.approve, (address(ledger), type(uint256).max)));
        attacker.call(address(ledger), abi.encodeCall(ILedger.pay, (BUCKET, address(callback), amount)));
        assertGt(attacker.calls(), 0);
        assertFalse(attacker.succeeded());
        assertEq(bytes4(attacker.answer()), Lock.Locked.selector);
        assertEq(ledger.grossOf(BUCKET, address(callback)), amount);
        assertEq(callback.balanceOf(address(ledger)), amount);
    }

    /// R-3: a loss in one token never touches another: the same bucket, but every number its own.
    function test_pay_keepsTokensApart(uint128 amount, uint128 other) public {
        Token second = new Token();
        pay(BUCKET, amount);
        _approve(second, other);
        vm.prank(payer);
        ledger.pay(BUCKET, address(second), other);
        assertEq(ledger.grossOf(BUCKET, address(token)), amount);
        assertEq(ledger.grossOf(BUCKET, address(second)), other);
    }

    /// The lock is gone after every call, a reverted one included.
    function test_lock_opensAgain(uint64 amount) public {
        vm.expectRevert();
        ledger.pay(BUCKET, stranger, amount);
        pay(BUCKET, amount);
        pay(BUCKET, amount);
        assertEq(ledger.grossOf(BUCKET, address(token)), uint256(amount) * 2);
    }

    function _approve(Token some, uint256 amount) private {
        some.mint(payer, amount);
        vm.prank(payer);
        some.approve(address(ledger), amount);
    }

    function _entries() private view returns (bytes[] memory entries) {
        Work memory work = owingKey(workOf(alice, "any"), 10, bob);
        entries = new bytes[](8);
        entries[0] = abi.encodeCall(ILedger.pay, (BUCKET, address(token), 0));
        entries[1] = abi.encodeCall(ILedger.payMany, (new ILedger.Payment[](0)));
        entries[2] = abi.encodeCall(ILedger.payPulled, (BUCKET, address(token), 0, ""));
        entries[3] = abi.encodeCall(ILedger.distribute, (new ILedger.Edge[](0), address(token)));
        entries[4] = abi.encodeCall(ILedger.claim, (work, Bucket.Sales, 0, address(token), address(0)));
        Leaf memory leaf;
        Proof memory proof;
        entries[5] = abi.encodeCall(ILedger.claimTree, (work, Bucket.Sales, 0, address(token), leaf, proof, address(0)));
        entries[6] = abi.encodeCall(ILedger.collect, (work, Bucket.Sales, address(token), address(0)));
        entries[7] = abi.encodeCall(ILedger.settle, (new ILedger.Step[](0), address(token)));
    }
}
