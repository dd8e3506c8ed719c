// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../../src/core/ILedger.sol";
import {Question} from "../../../src/core/Question.sol";
import {Account as Party, AccountLib} from "../../../src/types/Account.sol";
import {Bucket} from "../../../src/types/Bucket.sol";
import {Work} from "../../../src/types/Work.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {Answer, HostileArbiter, HostileHome, MeddlingArbiter} from "../../helpers/HostileHomes.sol";
import {Plain} from "../../helpers/Plain.sol";

contract BeneficiaryTest is CoreTest {
    function test_collect_paysTheOwner(uint128 gross, address owner, uint32 share) public {
        vm.assume(owner != address(0) && owner != address(ledger));
        Work memory work = owingKey(workOf(alice, "work"), share % 1_000_001, bob);
        uint256 due = uint256(gross) * (1_000_000 - work.flows[0].share) / 1_000_000;
        vm.assume(due != 0);
        vm.prank(alice);
        works.mint(work, nothing(), owner);
        bytes32 id = _paid(work, gross);
        vm.expectEmit(address(ledger));
        emit ILedger.Collected(id, address(token), owner, owner, due);
        assertEq(_collect(work), due);
        assertEq(token.balanceOf(owner), due);
    }

    function test_collect_paysTheCreatorWhileTheWorkIsNotMinted(uint64 gross) public {
        Work memory work = workOf(alice, "idea");
        _paid(work, uint256(gross) + 1);
        _collect(work);
        assertEq(token.balanceOf(alice), uint256(gross) + 1);
    }

    /// What was earned and not collected goes with the token, as the epoch tells its buyer.
    function test_collect_paysWhoOwnsTheTokenNow(uint64 gross) public {
        Work memory work = workOf(alice, "sold");
        vm.startPrank(alice);
        works.mint(work, nothing(), alice);
        works.transferFrom(alice, bob, uint256(Plain.idOf(work)));
        vm.stopPrank();
        _paid(work, uint256(gross) + 1);
        _collect(work);
        assertEq(token.balanceOf(bob), uint256(gross) + 1);
    }

    /// A resale royalty belongs to the creator, never to the holder, who is the buyer.
    function test_collect_paysResaleRoyaltiesToTheCreator(uint64 gross) public {
        Work memory work = workOf(alice, "sold");
        vm.prank(alice);
        works.mint(work, nothing(), bob);
        pay(Plain.resaleOf(Plain.idOf(work)), uint256(gross) + 1);
        ledger.collect(work, Bucket.Resale, address(token), address(0));
        assertEq(token.balanceOf(alice), uint256(gross) + 1);
        assertEq(token.balanceOf(bob), 0);
    }

    /// Both buckets are paid at home alone; elsewhere nobody can.
    function test_collect_revertsWhen_theWorkIsNotAtHome(uint256 home, bool resale) public {
        vm.assume(home >> 160 != block.chainid);
        Work memory work = workOf(alice, "abroad");
        work.home = Party.wrap(home);
        Bucket bucket = resale ? Bucket.Resale : Bucket.Sales;
        pay(bucket.keyOf(Plain.idOf(work)), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoHolder.selector, home));
        ledger.collect(work, bucket, address(token), address(0));
    }

    function test_collect_revertsWhen_theCreatorLivesElsewhere(uint64 chain, bool resale) public {
        vm.assume(chain != 0 && chain != block.chainid);
        Work memory work = workOf(alice, "guest");
        work.creator = AccountLib.from(chain, alice);
        Bucket bucket = resale ? Bucket.Resale : Bucket.Sales;
        pay(bucket.keyOf(Plain.idOf(work)), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoHolder.selector, work.home));
        ledger.collect(work, bucket, address(token), address(0));
    }

    function test_collect_revertsWhen_nothingIsOwed() public {
        Work memory work = workOf(alice, "idle");
        vm.expectRevert(abi.encodeWithSelector(ILedger.NothingOwed.selector, Plain.idOf(work), address(token)));
        _collect(work);
    }

    /// R-7: a relayer may collect for the holder, but only the holder names a recipient.
    function test_collect_onlyTheHolderNamesTheRecipient(address relayer, address to) public {
        vm.assume(relayer != alice && to != alice && to != address(0) && to != address(ledger));
        Work memory work = workOf(alice, "work");
        _paid(work, 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NotPayee.selector, relayer, alice));
        vm.prank(relayer);
        ledger.collect(work, Bucket.Sales, address(token), to);
        vm.prank(alice);
        ledger.collect(work, Bucket.Sales, address(token), to);
        assertEq(token.balanceOf(to), 100);
    }

    /// R-4: collecting often pays no more than once.
    function test_collect_oftenPaysNoMoreThanOnce(uint64[6] memory amounts, uint32 share) public {
        Work memory work = owingKey(workOf(alice, "work"), share % 1_000_001, bob);
        uint256 gross;
        for (uint256 i; i < amounts.length; ++i) {
            _paid(work, amounts[i]);
            gross += amounts[i];
            try ledger.collect(work, Bucket.Sales, address(token), address(0)) {} catch {}
        }
        assertEq(token.balanceOf(alice), gross * (1_000_000 - work.flows[0].share) / 1_000_000);
    }

    /// Zero means the holder, of both buckets.
    function test_arbiter_thatNamesNobodyLeavesTheResidualToTheHolder(bool resale) public {
        (Work memory work,) = _arbitrated(Answer.Clean, address(0));
        vm.prank(alice);
        works.mint(work, nothing(), bob);
        _collectBoth(work, resale);
        assertEq(token.balanceOf(resale ? alice : bob), 100);
    }

    /// An escrow, or restitution: the arbiter's beneficiary is paid instead, of both buckets.
    function test_arbiter_redirectsTheResidual(address named, bool resale) public {
        vm.assume(named != address(0) && named != address(ledger));
        (Work memory work,) = _arbitrated(Answer.Clean, named);
        _collectBoth(work, resale);
        assertEq(token.balanceOf(named), 100);
    }

    function test_arbiter_beneficiaryNamesTheRecipient() public {
        (Work memory work,) = _arbitrated(Answer.Clean, bob);
        _paid(work, 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NotPayee.selector, alice, bob));
        vm.prank(alice);
        ledger.collect(work, Bucket.Sales, address(token), alice);
        vm.prank(bob);
        ledger.collect(work, Bucket.Sales, address(token), stranger);
        assertEq(token.balanceOf(stranger), 100);
    }

    /// Failure, or anything but one clean address, is held: collecting reverts, settling skips, the money stays.
    function test_arbiter_thatFailsHoldsTheResidual(uint8 answer, address named, bool resale) public {
        (Work memory work, HostileArbiter arbiter) =
            _arbitrated(Answer(bound(answer, 1, uint256(type(Answer).max))), named);
        _expectHeld(work, resale);
        arbiter.set(Answer.Clean, address(0));
        Bucket bucket = resale ? Bucket.Resale : Bucket.Sales;
        ledger.collect(work, bucket, address(token), address(0));
        assertEq(token.balanceOf(alice), 100, "it was only held");
    }

    /// An arbiter on another chain, a key without its chain, or no contract at all cannot be asked.
    function test_arbiter_thatCannotBeAskedHoldsTheResidual(uint256 account, bool resale) public {
        vm.assume(account != 0);
        if (account >> 160 == block.chainid) vm.assume(address(uint160(account)).code.length == 0);
        vm.assume(uint160(account) > 0xffff);
        Work memory work = workOf(alice, "arbitrated");
        work.arbiter = Party.wrap(account);
        _expectHeld(work, resale);
    }

    function test_arbiter_onlyMeddlesInVain() public {
        Work memory work = workOf(alice, "arbitrated");
        bytes memory data = abi.encodeCall(ILedger.pay, (bytes32("a bucket"), address(token), 0));
        work.arbiter = here(address(new MeddlingArbiter(address(ledger), data)));
        _paid(work, 100);
        _collect(work);
        assertEq(token.balanceOf(alice), 100);
    }

    /// The arbiter covers only the residual: contributors' and ancestors' flows are never frozen.
    function test_arbiter_neverFreezesAFlow(uint8 answer) public {
        (Work memory work,) = _arbitrated(Answer(bound(answer, 1, uint256(type(Answer).max))), stranger);
        work = owingWork(owingKey(work, 300_000, bob), 200_000, workOf(bob, "parent"));
        bytes32 id = _paid(work, 100);
        ILedger.Step[] memory steps = new ILedger.Step[](1);
        steps[0] = ILedger.Step(work, Bucket.Sales, 1 << 32 | 3);
        ledger.settle(steps, address(token));
        assertEq(token.balanceOf(bob), 30);
        assertEq(ledger.grossOf(work.flows[1].to, address(token)), 20);
        assertEq(ledger.collectedOf(id, address(token)), 0);
    }

    /// An arbiter that would be given too little gas is not asked at all, so the caller cannot choose its answer.
    function test_arbiter_cannotBeStarved(uint256 gas) public {
        (Work memory work, HostileArbiter arbiter) = _arbitrated(Answer.Clean, bob);
        _paid(work, 100);
        gas = bound(gas, 20_000, 400_000);
        (bool success, bytes memory reason) = address(ledger).call{gas: gas}(
            abi.encodeCall(ILedger.collect, (work, Bucket.Sales, address(token), address(0)))
        );
        if (success) assertEq(token.balanceOf(bob), 100);
        else if (reason.length != 0) assertEq(bytes4(reason), Question.TooLittleGas.selector);
        assertEq(token.balanceOf(address(arbiter)) + token.balanceOf(alice), 0);
    }

    /// R-7: a home that lies, fails or wastes can only hurt the works that named it.
    function test_home_thatFailsPaysNobody(uint8 answer, bool arbitrated) public {
        HostileHome home = new HostileHome();
        home.set(Answer(bound(answer, 1, uint256(type(Answer).max))), stranger);
        Work memory work = workOf(alice, "hostile");
        work.home = here(address(home));
        if (arbitrated) {
            HostileArbiter arbiter = new HostileArbiter();
            work.arbiter = here(address(arbiter));
        }
        _paid(work, 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoHolder.selector, work.home));
        _collect(work);
        // Its creator's resale royalties do not depend on the home's answer.
        pay(Plain.resaleOf(Plain.idOf(work)), 100);
        ledger.collect(work, Bucket.Resale, address(token), address(0));
        assertEq(token.balanceOf(alice), 100);
    }

    function test_home_thatLiesPaysWhomItNames(address named) public {
        vm.assume(named != address(0) && named != address(ledger));
        HostileHome home = new HostileHome();
        home.set(Answer.Clean, named);
        Work memory work = workOf(alice, "given away");
        work.home = here(address(home));
        _paid(work, 100);
        _collect(work);
        assertEq(token.balanceOf(named), 100);
    }

    function _arbitrated(Answer answer, address named) private returns (Work memory work, HostileArbiter arbiter) {
        arbiter = new HostileArbiter();
        arbiter.set(answer, named);
        work = workOf(alice, "arbitrated");
        work.arbiter = here(address(arbiter));
    }

    function _expectHeld(Work memory work, bool resale) private {
        Bucket bucket = resale ? Bucket.Resale : Bucket.Sales;
        bytes32 key = bucket.keyOf(Plain.idOf(work));
        pay(key, 100);
        bytes memory reason = abi.encodeWithSelector(ILedger.Held.selector, work.arbiter);
        vm.expectRevert(reason);
        ledger.collect(work, bucket, address(token), address(0));
        ILedger.Step[] memory steps = new ILedger.Step[](1);
        steps[0] = ILedger.Step(work, bucket, 1 << 32);
        vm.expectEmit(address(ledger));
        emit ILedger.Skipped(0, reason);
        ledger.settle(steps, address(token));
        assertEq(token.balanceOf(address(ledger)), 100);
        assertEq(ledger.collectedOf(key, address(token)), 0);
    }

    function _collectBoth(Work memory work, bool resale) private {
        Bucket bucket = resale ? Bucket.Resale : Bucket.Sales;
        pay(bucket.keyOf(Plain.idOf(work)), 100);
        ledger.collect(work, bucket, address(token), address(0));
    }

    function _collect(Work memory work) private returns (uint256) {
        return ledger.collect(work, Bucket.Sales, address(token), address(0));
    }

    function _paid(Work memory work, uint256 amount) private returns (bytes32 id) {
        id = Plain.idOf(work);
        pay(id, amount);
    }
}
