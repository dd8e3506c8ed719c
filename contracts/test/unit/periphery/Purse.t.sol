// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Purse} from "../../../src/periphery/Purse.sol";
import {RefusingToken} from "../../helpers/SaleTokens.sol";
import {Token} from "../../helpers/Token.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The hand-written bytes of a purse.
contract PurseTest is Test {
    uint256 private _received;

    function test_open_putsCodeWhereItSaid(bytes32 salt) public {
        address purse = Purse.addressOf(salt);
        Purse.open(purse, salt);
        bytes memory runtime = abi.encodePacked(
            hex"36600557005b73",
            address(this),
            hex"3318603b5760403603806040",
            hex"5f375f5f915f6020355f355af13d5f5f3e603f575b3d5ffd5b3d5ff3"
        );
        assertEq(purse.code, runtime);
        assertEq(runtime.length, 67);
        Purse.open(purse, salt);
    }

    function test_transfer_movesTokensThatArrivedBeforeItExisted(bytes32 salt, uint128 amount, address to) public {
        vm.assume(to != address(0));
        Token token = new Token();
        address purse = Purse.addressOf(salt);
        vm.assume(to != purse);
        token.mint(purse, amount);
        Purse.open(purse, salt);
        Purse.transfer(purse, address(token), to, amount);
        assertEq(token.balanceOf(to), amount);
    }

    /// A plain transfer of 2,300 gas, which is what old wallets and contracts send, arrives before and after.
    function test_receive_costsLessThan2300Gas(bytes32 salt) public {
        address purse = Purse.addressOf(salt);
        Purse.open(purse, salt);
        deal(address(this), 1);
        payable(purse).transfer(1);
        assertEq(purse.balance, 1);
    }

    function test_call_revertsWhen_theCallerIsNotTheMaker(bytes32 salt, address caller, bytes memory data) public {
        vm.assume(caller != address(this) && data.length != 0);
        Token token = new Token();
        address purse = Purse.addressOf(salt);
        token.mint(purse, 1);
        Purse.open(purse, salt);
        bytes memory transfer = abi.encodeCall(token.transfer, (caller, 1));
        vm.startPrank(caller);
        (bool success, bytes memory answer) =
            purse.call(abi.encodePacked(uint256(uint160(address(token))), uint256(0), transfer));
        assertFalse(success);
        assertEq(answer.length, 0);
        (success,) = purse.call(data);
        assertFalse(success);
    }

    function test_call_sendsEtherAlong(uint96 value) public {
        address purse = Purse.addressOf("salt");
        deal(purse, value);
        Purse.open(purse, "salt");
        bytes memory answer = Purse.call(purse, address(this), value, abi.encodeCall(this.echo, (7)));
        assertEq(abi.decode(answer, (uint256)), 7);
        assertEq(_received, value);
    }

    function test_call_passesOnWhyItFailed() public {
        address purse = Purse.addressOf("salt");
        Purse.open(purse, "salt");
        bytes memory reason = abi.encodeWithSignature("Error(string)", "no");
        vm.expectRevert(abi.encodeWithSelector(Purse.CallFailed.selector, address(this), reason));
        this.callFrom(purse, abi.encodeCall(this.refuse, ()));
    }

    function test_transfer_revertsWhen_theTokenAnswersFalse() public {
        RefusingToken token = new RefusingToken();
        address purse = Purse.addressOf("salt");
        Purse.open(purse, "salt");
        vm.expectRevert(abi.encodeWithSelector(Purse.TransferFailed.selector, address(token), address(1), 2));
        this.transferFrom(purse, address(token), address(1), 2);
    }

    function test_open_revertsWhen_gasIsShort() public {
        address purse = Purse.addressOf("salt");
        vm.expectRevert();
        this.open{gas: 40_000}(purse, "salt");
        assertEq(purse.code.length, 0);
    }

    function open(address purse, bytes32 salt) external {
        Purse.open(purse, salt);
    }

    function callFrom(address purse, bytes calldata data) external {
        Purse.call(purse, address(this), 0, data);
    }

    function transferFrom(address purse, address token, address to, uint256 amount) external {
        Purse.transfer(purse, token, to, amount);
    }

    function echo(uint256 value) external payable returns (uint256) {
        _received = msg.value;
        return value;
    }

    function refuse() external pure {
        revert("no");
    }
}
