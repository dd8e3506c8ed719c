// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRoyaltyReceivers} from "../../../src/core/IRoyaltyReceivers.sol";
import {Lock} from "../../../src/core/Lock.sol";
import {Bucket} from "../../../src/types/Bucket.sol";
import {Work} from "../../../src/types/Work.sol";
import {LicenseTest} from "../../helpers/LicenseTest.sol";
import {Plain} from "../../helpers/Plain.sol";
import {CallbackToken} from "../../helpers/SaleTokens.sol";

/// @notice Resale royalties, from a plain transfer to the Ledger.
contract RoyaltyReceiversTest is LicenseTest {
    function test_sweep_paysTheResaleBucketAndNoOther(bytes32 work, uint128 amount) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        token.mint(receivers.receiverOf(work), amount);
        vm.expectEmit(address(receivers));
        emit IRoyaltyReceivers.Swept(work, address(token), amount);
        vm.prank(stranger);
        assertEq(receivers.sweep(work, address(token)), amount);
        assertEq(ledger.grossOf(Plain.resaleOf(work), address(token)), amount);
        assertEq(ledger.grossOf(work, address(token)), 0);
        assertEq(token.balanceOf(receivers.receiverOf(work)), 0);
    }

    function test_sweep_wrapsEtherThatCameBeforeAndAfterTheReceiverExisted(uint96 first, uint96 second) public {
        first = uint96(bound(first, 1, type(uint96).max));
        second = uint96(bound(second, 1, type(uint96).max));
        address payable receiver = payable(receivers.receiverOf("work"));
        deal(address(this), uint256(first) + second);
        receiver.transfer(first);
        receivers.sweep("work", address(weth));
        assertGt(receiver.code.length, 0);
        receiver.transfer(second);
        receivers.sweep("work", address(weth));
        uint256 sum = uint256(first) + second;
        assertEq(ledger.grossOf(Plain.resaleOf("work"), address(weth)), sum);
        assertEq(address(weth).balance, sum);
        assertEq(weth.balanceOf(address(ledger)), sum);
    }

    function test_sweep_addsWrappedEtherThatWasThereAlready() public {
        address receiver = receivers.receiverOf("work");
        weth.deposit{value: 2}();
        weth.transfer(receiver, 2);
        deal(receiver, 3);
        assertEq(receivers.sweep("work", address(weth)), 5);
    }

    /// A wei of ether must not keep tokens from being swept.
    function test_sweep_ofATokenLeavesEtherAlone() public {
        address receiver = receivers.receiverOf("work");
        deal(receiver, 1);
        token.mint(receiver, 1);
        receivers.sweep("work", address(token));
        assertEq(receiver.balance, 1);
    }

    function test_sweep_revertsWhen_thereIsNothing(bytes32 work, address any) public {
        vm.assume(any != address(vm) && uint160(any) > 10);
        vm.assume(any.code.length == 0 || any == address(token) || any == address(weth));
        vm.expectRevert(abi.encodeWithSelector(IRoyaltyReceivers.NothingToSweep.selector, work, any));
        receivers.sweep(work, any);
    }

    function test_sweep_refusesASweepWithinASweep() public {
        CallbackToken callback = new CallbackToken();
        callback.mint(receivers.receiverOf("work"), 10);
        callback.onTransfer(address(receivers), abi.encodeCall(receivers.sweep, ("work", address(callback))));
        assertEq(receivers.sweep("work", address(callback)), 10);
        assertEq(callback.answer(), abi.encodeWithSelector(Lock.Locked.selector));
        assertEq(ledger.grossOf(Plain.resaleOf("work"), address(callback)), 10);
    }

    function test_onPull_revertsWhen_theCallerIsNotTheLedger(address caller) public {
        vm.assume(caller != address(ledger));
        address receiver = receivers.receiverOf("work");
        token.mint(receiver, 1);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltyReceivers.NotLedger.selector, caller));
        receivers.onPull(address(token), 1, abi.encode(receiver));
    }

    /// The address that marketplaces read from ERC-2981 is the one that is swept to the creator.
    function test_royaltyInfo_namesTheReceiver() public {
        Work memory song = workOf(alice, "song");
        song.resale = 50_000;
        vm.prank(alice);
        bytes32 id = works.mint(song, nothing(), bob);
        (address receiver, uint256 amount) = works.royaltyInfo(uint256(id), 1 ether);
        assertEq(receiver, receivers.receiverOf(id));
        deal(address(this), amount);
        payable(receiver).transfer(amount);
        receivers.sweep(id, address(weth));
        ledger.collect(song, Bucket.Resale, address(weth), address(0));
        assertEq(weth.balanceOf(alice), 0.05 ether);
    }
}
