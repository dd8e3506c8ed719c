// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TestDollar} from "../../../src/dev/TestDollar.sol";
import {KeyWallet} from "../../helpers/KeyWallet.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The dollar of the embedded chain behaves as USDC does where the protocol meets it.
contract TestDollarTest is Test {
    bytes32 private constant TRANSFER = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant RECEIVE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant CANCEL = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    TestDollar private _dollar;
    address private _alice;
    uint256 private _key;
    address private _bob = makeAddr("bob");

    function setUp() public {
        vm.warp(1_800_000_000);
        _dollar = new TestDollar();
        (_alice, _key) = makeAddrAndKey("alice");
        _dollar.mint(_alice, 100e6);
    }

    function test_domain_isTheOneClientsExpect() public view {
        (, string memory name, string memory version, uint256 chain, address verifier,,) = _dollar.eip712Domain();
        assertEq(name, "Test Dollar");
        assertEq(version, "1");
        assertEq(chain, block.chainid);
        assertEq(verifier, address(_dollar));
        assertEq(_dollar.decimals(), 6);
    }

    function test_transferWithAuthorization_takesAKeysSignatureInBothForms(bytes32 nonce, bool whole) public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(TRANSFER, _alice, nonce);
        if (whole) _dollar.transferWithAuthorization(_alice, _bob, 1e6, 0, _soon(), nonce, abi.encodePacked(r, s, v));
        else _dollar.transferWithAuthorization(_alice, _bob, 1e6, 0, _soon(), nonce, v, r, s);
        assertEq(_dollar.balanceOf(_bob), 1e6);
        assertTrue(_dollar.authorizationState(_alice, nonce));
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, _alice, nonce));
        _dollar.transferWithAuthorization(_alice, _bob, 1e6, 0, _soon(), nonce, v, r, s);
    }

    function test_transferWithAuthorization_takesAContractAccountsSignature() public {
        address wallet = address(new KeyWallet(_alice));
        _dollar.mint(wallet, 1e6);
        (uint8 v, bytes32 r, bytes32 s) = _sign(TRANSFER, wallet, "nonce");
        _dollar.transferWithAuthorization(wallet, _bob, 1e6, 0, _soon(), "nonce", abi.encodePacked(r, s, v));
        assertEq(_dollar.balanceOf(_bob), 1e6);
    }

    function test_transferWithAuthorization_revertsWhen_somethingElseWasSigned(uint256 value) public {
        vm.assume(value != 1e6);
        (uint8 v, bytes32 r, bytes32 s) = _sign(TRANSFER, _alice, "nonce");
        bytes memory signature = abi.encodePacked(r, s, v);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _dollar.transferWithAuthorization(_alice, _bob, value, 0, _soon(), "nonce", signature);
    }

    function test_receiveWithAuthorization_isForTheRecipientOnly() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(RECEIVE, _alice, "nonce");
        bytes memory signature = abi.encodePacked(r, s, v);
        vm.expectRevert(abi.encodeWithSignature("ERC20InvalidReceiver(address)", _bob));
        _dollar.receiveWithAuthorization(_alice, _bob, 1e6, 0, _soon(), "nonce", signature);
        vm.prank(_bob);
        _dollar.receiveWithAuthorization(_alice, _bob, 1e6, 0, _soon(), "nonce", signature);
        assertEq(_dollar.balanceOf(_bob), 1e6);
    }

    function test_cancelAuthorization_usesTheNonceUp(bool whole) public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key, _digest(keccak256(abi.encode(CANCEL, _alice, bytes32("n")))));
        if (whole) _dollar.cancelAuthorization(_alice, "n", abi.encodePacked(r, s, v));
        else _dollar.cancelAuthorization(_alice, "n", v, r, s);
        assertTrue(_dollar.authorizationState(_alice, "n"));
    }

    function test_permit_works() public {
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typehash, _alice, _bob, 5, 0, _soon()));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key, _digest(structHash));
        _dollar.permit(_alice, _bob, 5, _soon(), v, r, s);
        assertEq(_dollar.allowance(_alice, _bob), 5);
    }

    function _sign(bytes32 typehash, address from, bytes32 nonce) private view returns (uint8, bytes32, bytes32) {
        bytes32 structHash = keccak256(abi.encode(typehash, from, _bob, 1e6, 0, _soon(), nonce));
        return vm.sign(_key, _digest(structHash));
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", _dollar.DOMAIN_SEPARATOR(), structHash));
    }

    function _soon() private view returns (uint256) {
        return block.timestamp + 1;
    }
}
