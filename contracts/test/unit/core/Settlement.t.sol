// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../../src/core/ILedger.sol";
import {Lock} from "../../../src/core/Lock.sol";
import {Payout} from "../../../src/core/Payout.sol";
import {Bucket} from "../../../src/types/Bucket.sol";
import {Kind, Work} from "../../../src/types/Work.sol";
import {Bomber, Burner, Reenterer} from "../../helpers/Actors.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {Answer, HostileHome} from "../../helpers/HostileHomes.sol";
import {CallbackToken, FeeToken, MoodyToken, SilentToken} from "../../helpers/HostileTokens.sol";
import {Plain} from "../../helpers/Plain.sol";
import {Token} from "../../helpers/Token.sol";
import {Vm} from "forge-std/Vm.sol";

contract SettlementTest is CoreTest {
    uint256 private constant RESIDUAL = 1 << 32;

    /// R-2: everybody in a lineage is paid in one call, and what stays is less than a wei each.
    function test_settle_paysEveryoneInOneCall(uint128 gross, uint8 depth) public {
        depth = uint8(bound(depth, 1, 8));
        ILedger.Step[] memory steps = _lineage(depth);
        pay(Plain.idOf(steps[0].work), gross);
        ledger.settle(steps, address(token));
        uint256 paid;
        for (uint256 i; i <= depth; ++i) {
            paid += token.balanceOf(_creator(i)) + token.balanceOf(_helper(i));
        }
        assertEq(token.balanceOf(address(ledger)), gross - paid);
        assertLt(gross - paid, 3 * (uint256(depth) + 1));
    }

    /// R-5: settling is the same as distributing, claiming and collecting one by one.
    function test_settle_isTheSameAsSingleCalls(uint128 gross) public {
        vm.assume(gross > 1000);
        ILedger.Step[] memory steps = _lineage(2);
        pay(Plain.idOf(steps[0].work), gross);
        uint256 snapshot = vm.snapshotState();
        ledger.settle(steps, address(token));
        uint256[6] memory balances = _balances(2);
        vm.revertToState(snapshot);
        ILedger.Edge[] memory edges = new ILedger.Edge[](2);
        for (uint256 i; i < 2; ++i) {
            edges[i] = ILedger.Edge(steps[i].work, Bucket.Sales, 0);
        }
        ledger.distribute(edges, address(token));
        for (uint256 i = 3; i > 0; --i) {
            Work memory work = steps[i - 1].work;
            ledger.claim(work, Bucket.Sales, work.flows.length - 1, address(token), address(0));
            ledger.collect(work, Bucket.Sales, address(token), address(0));
        }
        assertEq(abi.encode(_balances(2)), abi.encode(balances));
    }

    /// R-4: settling often pays no more than settling once.
    function test_settle_oftenPaysNoMoreThanOnce(uint64[6] memory amounts) public {
        ILedger.Step[] memory steps = _lineage(2);
        uint256 gross;
        for (uint256 i; i < amounts.length; ++i) {
            pay(Plain.idOf(steps[0].work), amounts[i]);
            gross += amounts[i];
            ledger.settle(steps, address(token));
            ledger.settle(steps, address(token));
        }
        uint256[6] memory balances = _balances(2);
        uint256 last = gross * 500_000 / 1_000_000;
        assertEq(balances[0], gross * 400_000 / 1_000_000);
        assertEq(balances[3], gross * 100_000 / 1_000_000);
        assertEq(balances[1], last * 400_000 / 1_000_000);
    }

    /// R-7: a transfer that fails, however it fails, restores its counter, is reported, and stops nobody.
    function test_settle_skipsATransferThatFails(uint8 mood, uint64 gross) public {
        gross = uint64(bound(gross, 100, type(uint64).max));
        (Work memory work, MoodyToken moody) = _paidMoody(gross);
        bytes32 id = Plain.idOf(work);
        MoodyToken.Mood bad = MoodyToken.Mood(bound(mood, 2, uint256(type(MoodyToken.Mood).max)));
        moody.setMood(stranger, bad);
        moody.setMood(alice, bad);
        vm.recordLogs();
        ledger.settle(_one(work, RESIDUAL | 3), address(moody));
        assertEq(_skips(), 2);
        assertEq(moody.balanceOf(bob), uint256(gross) * 300_000 / 1_000_000, "the one in between is paid");
        assertEq(ledger.paidOf(id, address(moody), 0), 0, "the flow's counter");
        assertEq(ledger.collectedOf(id, address(moody)), 0, "the residual's counter");
        moody.setMood(stranger, MoodyToken.Mood.Silent);
        moody.setMood(alice, MoodyToken.Mood.Honest);
        ledger.settle(_one(work, RESIDUAL | 3), address(moody));
        assertEq(moody.balanceOf(stranger), uint256(gross) * 200_000 / 1_000_000);
        assertEq(moody.balanceOf(alice), uint256(gross) * 500_000 / 1_000_000);
    }

    /// 31 bytes of zeros before a byte of the recipient's own that is 1 would read as yes.
    function test_settle_takesAShortAnswerForNo() public {
        MoodyToken moody = new MoodyToken();
        address odd = address(0x010000beef);
        Work memory work = owingKey(workOf(alice, "work"), 500_000, odd);
        _payToken(moody, Plain.idOf(work), 100);
        moody.setMood(odd, MoodyToken.Mood.Short);
        vm.recordLogs();
        ledger.settle(_one(work, 1), address(moody));
        assertEq(_skips(), 1);
        assertEq(ledger.paidOf(Plain.idOf(work), address(moody), 0), 0);
    }

    function test_settle_saysWhyItSkipped() public {
        (Work memory work, MoodyToken moody) = _paidMoody(100);
        moody.setMood(stranger, MoodyToken.Mood.Revert);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, abi.encodeWithSelector(MoodyToken.Blocked.selector, stranger));
        ledger.settle(_one(work, 1), address(moody));
        moody.setMood(stranger, MoodyToken.Mood.Empty);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, abi.encodeWithSelector(Payout.TransferFailed.selector, moody, stranger));
        ledger.settle(_one(work, 1), address(moody));
        moody.setMood(stranger, MoodyToken.Mood.RevertBomb);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, new bytes(256));
        ledger.settle(_one(work, 1), address(moody));
    }

    /// R-7: a pause stops nobody's accounting; all is paid when it ends.
    function test_settle_survivesAPause(uint64 gross) public {
        gross = uint64(bound(gross, 100, type(uint64).max));
        (Work memory work, MoodyToken moody) = _paidMoody(gross);
        moody.setMood(address(0), MoodyToken.Mood.Revert);
        ledger.settle(_one(work, RESIDUAL | 3), address(moody));
        assertEq(moody.balanceOf(address(ledger)), gross);
        moody.setMood(address(0), MoodyToken.Mood.Honest);
        ledger.settle(_one(work, RESIDUAL | 3), address(moody));
        assertLt(moody.balanceOf(address(ledger)), 3);
    }

    /// R-7: receivers of a token with callbacks who burn all gas, or answer with 100 kB, stop nobody else.
    function test_settle_survivesHostileReceivers() public {
        CallbackToken callback = new CallbackToken();
        address[2] memory hostile = [address(new Burner()), address(new Bomber())];
        Work memory work = workOf(alice, "work");
        for (uint256 i; i < 2; ++i) {
            callback.register(hostile[i]);
            work = owing(work, Kind.ACCOUNT, 100_000, here(hostile[i]).toBytes32());
        }
        work = owingKey(work, 100_000, bob);
        _payToken(callback, Plain.idOf(work), 100);
        vm.recordLogs();
        ledger.settle{gas: 2_000_000}(_one(work, RESIDUAL | 7), address(callback));
        assertEq(_skips(), 2);
        assertEq(callback.balanceOf(bob), 10);
        assertEq(callback.balanceOf(alice), 70);
    }

    /// R-3, R-4: a receiver that calls back in the middle of a settlement finds the door locked.
    function test_settle_isLockedWhileItPays() public {
        CallbackToken callback = new CallbackToken();
        Reenterer attacker = new Reenterer();
        callback.register(address(attacker));
        Work memory work = owing(workOf(alice, "work"), Kind.ACCOUNT, 500_000, here(address(attacker)).toBytes32());
        _payToken(callback, Plain.idOf(work), 100);
        attacker.plan(
            address(ledger), abi.encodeCall(ILedger.claim, (work, Bucket.Sales, 0, address(callback), address(0)))
        );
        ledger.settle(_one(work, 1), address(callback));
        assertEq(bytes4(attacker.answer()), Lock.Locked.selector);
        assertEq(callback.balanceOf(address(attacker)), 50);
        assertEq(callback.balanceOf(address(ledger)), 50);
    }

    function test_settle_paysTokensThatReturnNothing(uint64 gross) public {
        SilentToken silent = new SilentToken();
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        silent.mint(payer, gross);
        vm.prank(payer);
        ledger.pay(Plain.idOf(work), address(silent), gross);
        ledger.settle(_one(work, RESIDUAL | 1), address(silent));
        assertEq(silent.balanceOf(bob), gross / 2);
        assertEq(silent.balanceOf(alice), gross / 2);
    }

    /// R-3: a token with a fee pays out of what arrived, to the last payee.
    function test_settle_paysATokenWithAFeeFromWhatArrived(uint64 gross) public {
        FeeToken fee = new FeeToken();
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        _payToken(fee, Plain.idOf(work), gross);
        uint256 held = fee.balanceOf(address(ledger));
        vm.recordLogs();
        ledger.settle(_one(work, RESIDUAL | 1), address(fee));
        assertEq(_skips(), 0);
        assertEq(fee.balanceOf(address(ledger)), held - held / 2 * 2);
    }

    function test_settle_skipsAnAccountThatIsNotPayableHere(uint64 gross) public {
        gross = uint64(bound(gross, 100, type(uint64).max));
        vm.etch(stranger, hex"00");
        Work memory work = owingKey(owingKey(workOf(alice, "work"), 200_000, stranger), 300_000, bob);
        pay(Plain.idOf(work), gross);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, abi.encodeWithSelector(ILedger.NotPayableHere.selector, keyOf(stranger)));
        ledger.settle(_one(work, 3), address(token));
        assertEq(token.balanceOf(bob), uint256(gross) * 300_000 / 1_000_000);
    }

    function test_settle_skipsALiftThatDoesNotFit(uint64 gross) public {
        gross = uint64(bound(gross, 100, type(uint64).max));
        Work memory parent = workOf(bob, "parent");
        Work memory work = owingWork(workOf(alice, "child"), 500_000, parent);
        pay(Plain.idOf(parent), type(uint128).max);
        pay(Plain.idOf(work), gross);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, abi.encodeWithSelector(ILedger.GrossTooHigh.selector, type(uint128).max, gross / 2));
        ledger.settle(_one(work, RESIDUAL | 1), address(token));
        assertEq(ledger.paidOf(Plain.idOf(work), address(token), 0), 0);
        assertEq(token.balanceOf(alice), uint256(gross) / 2);
    }

    /// R-7: a home that fails, lies or wastes harms its own works alone.
    function test_settle_survivesAHostileHome(uint8 kind, uint64 gross) public {
        gross = uint64(bound(gross, 100, type(uint64).max));
        HostileHome home = new HostileHome();
        home.set(Answer(bound(kind, 1, uint256(type(Answer).max))), stranger);
        Work memory hostile = workOf(alice, "hostile");
        hostile.home = here(address(home));
        Work memory honest = workOf(bob, "honest");
        pay(Plain.idOf(hostile), gross);
        pay(Plain.idOf(honest), gross);
        ILedger.Step[] memory steps = new ILedger.Step[](2);
        steps[0] = ILedger.Step(hostile, Bucket.Sales, RESIDUAL);
        steps[1] = ILedger.Step(honest, Bucket.Sales, RESIDUAL);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, abi.encodeWithSelector(ILedger.NoHolder.selector, hostile.home));
        ledger.settle(steps, address(token));
        assertEq(token.balanceOf(bob), gross);
        assertEq(token.balanceOf(stranger), 0);
        assertEq(ledger.collectedOf(Plain.idOf(hostile), address(token)), 0);
    }

    function test_settle_revertsWhen_aMoveDoesNotExist(uint256 moves) public {
        Work memory work = owingKey(workOf(alice, "work"), 1, bob);
        moves = moves & ~(RESIDUAL | 1);
        vm.assume(moves != 0);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoSuchMove.selector, moves, 1));
        ledger.settle(_one(work, moves), address(token));
    }

    function test_settle_revertsWhen_aTreeIsToBeMoved() public {
        Work memory work = owing(workOf(alice, "work"), Kind.TREE, 1, bytes32(uint256(1)));
        vm.expectRevert(abi.encodeWithSelector(ILedger.WrongKind.selector, Kind.TREE, Kind.ACCOUNT));
        ledger.settle(_one(work, 1), address(token));
    }

    function test_settle_passesOverWhatOwesNothing() public {
        Work memory work = owingWork(owingKey(workOf(alice, "work"), 1, bob), 1, workOf(bob, "parent"));
        vm.recordLogs();
        ledger.settle(_one(work, RESIDUAL | 3), address(token));
        assertEq(vm.getRecordedLogs().length, 0);
    }

    /// Starved of gas, a settlement fails whole: no caller can choose who is skipped.
    function test_settle_cannotBeStarvedIntoSkipping(uint256 gas) public {
        Work memory work = owingKey(workOf(alice, "work"), 500_000, bob);
        pay(Plain.idOf(work), 100);
        gas = bound(gas, 30_000, 400_000);
        vm.recordLogs();
        (bool success,) =
            address(ledger).call{gas: gas}(abi.encodeCall(ILedger.settle, (_one(work, RESIDUAL | 1), address(token))));
        if (success) assertEq(_skips(), 0);
        assertEq(token.balanceOf(bob), success ? 50 : 0);
        assertEq(token.balanceOf(alice), success ? 50 : 0);
    }

    function _one(Work memory work, uint256 moves) private pure returns (ILedger.Step[] memory steps) {
        steps = new ILedger.Step[](1);
        steps[0] = ILedger.Step(work, Bucket.Sales, moves);
    }

    /// @dev Work i owes work i + 1 a half and its helper a tenth; everything moves.
    function _lineage(uint256 depth) private view returns (ILedger.Step[] memory steps) {
        steps = new ILedger.Step[](depth + 1);
        for (uint256 i = depth + 1; i > 0; --i) {
            Work memory work = workOf(_creator(i - 1), vm.toString(i));
            if (i <= depth) work = owingWork(work, 500_000, steps[i].work);
            work = owingKey(work, 100_000, _helper(i - 1));
            steps[i - 1] = ILedger.Step(work, Bucket.Sales, RESIDUAL | (i <= depth ? 3 : 1));
        }
    }

    function _paidMoody(uint256 gross) private returns (Work memory work, MoodyToken moody) {
        moody = new MoodyToken();
        work = owingKey(owingKey(workOf(alice, "work"), 200_000, stranger), 300_000, bob);
        _payToken(moody, Plain.idOf(work), gross);
    }

    function _payToken(Token some, bytes32 bucket, uint256 amount) private {
        some.mint(payer, amount);
        vm.startPrank(payer);
        some.approve(address(ledger), amount);
        ledger.pay(bucket, address(some), amount);
        vm.stopPrank();
    }

    function _skips() private returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == ILedger.Skipped.selector) ++count;
        }
    }

    function _balances(uint256 depth) private view returns (uint256[6] memory balances) {
        for (uint256 i; i <= depth; ++i) {
            balances[i] = token.balanceOf(_creator(i));
            balances[i + 3] = token.balanceOf(_helper(i));
        }
    }

    function _creator(uint256 i) private pure returns (address) {
        return vm.addr(2000 + i);
    }

    function _helper(uint256 i) private pure returns (address) {
        return vm.addr(3000 + i);
    }
}
