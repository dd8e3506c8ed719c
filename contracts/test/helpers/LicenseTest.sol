// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRoyaltyReceivers} from "../../src/core/IRoyaltyReceivers.sol";
import {Licenses} from "../../src/core/Licenses.sol";
import {Works} from "../../src/core/Works.sol";
import {TestDollar} from "../../src/dev/TestDollar.sol";
import {Checkouts} from "../../src/periphery/Checkouts.sol";
import {ICheckouts} from "../../src/periphery/ICheckouts.sol";
import {RoyaltyReceivers} from "../../src/periphery/RoyaltyReceivers.sol";
import {WrappedEther} from "../../src/periphery/WrappedEther.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Rights} from "../../src/types/Rights.sol";
import {Work} from "../../src/types/Work.sol";
import {CoreTest} from "./CoreTest.sol";
import {Plain} from "./Plain.sol";
import {PlainOffer} from "./PlainOffer.sol";

/// @notice The whole protocol, deployed, with short ways to sign offers, vouchers, authorizations and gateway orders.
abstract contract LicenseTest is CoreTest {
    uint128 internal constant PRICE = 10e6;

    WrappedEther internal weth;
    RoyaltyReceivers internal receivers;
    Licenses internal licenses;
    Checkouts internal checkouts;
    TestDollar internal dollar;

    address internal buyer;
    uint256 internal buyerKey;
    address internal gateway;
    uint256 internal gatewayKey;

    function setUp() public virtual override {
        super.setUp();
        weth = new WrappedEther();
        receivers = new RoyaltyReceivers(ledger, address(weth));
        works = new Works(IRoyaltyReceivers(address(receivers)));
        licenses = new Licenses(ledger);
        checkouts = new Checkouts(ledger, licenses);
        dollar = new TestDollar();
        (buyer, buyerKey) = makeAddrAndKey("buyer");
        (gateway, gatewayKey) = makeAddrAndKey("gateway");
        fund(buyer, 1e12);
    }

    /// @dev Gives somebody both tokens, and lets Licenses take them.
    function fund(address who, uint256 amount) internal {
        token.mint(who, amount);
        dollar.mint(who, amount);
        vm.startPrank(who);
        token.approve(address(licenses), type(uint256).max);
        dollar.approve(address(licenses), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev An offer anybody may buy: every right, for ever, a thousand times.
    function offerOf(Work memory work) internal view returns (Offer memory offer) {
        offer.work = Plain.idOf(work);
        offer.token = address(token);
        offer.price = PRICE;
        offer.supply = 1000;
        offer.rights = Rights.ALL;
        offer.text = sha256("the text");
        offer.gateway = gateway;
        offer.validUntil = uint64(block.timestamp + 365 days);
    }

    function signOffer(uint256 key, Offer memory offer) internal view returns (bytes memory) {
        return sign(key, digestOf(address(licenses), PlainOffer.idOf(offer)));
    }

    /// @dev Buys from alice.
    function buy(Offer memory offer, Work memory work) internal returns (uint256) {
        return buy(offer, work, buyer);
    }

    function buy(Offer memory offer, Work memory work, address to) internal returns (uint256) {
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        return licenses.buy(offer, signature, work, to, type(uint256).max);
    }

    function signVoucher(uint256 key, uint256 license, uint32 used) internal view returns (bytes memory) {
        bytes32 typehash = keccak256("Voucher(uint256 license,uint32 used)");
        return sign(key, digestOf(address(licenses), keccak256(abi.encode(typehash, license, used))));
    }

    function use(uint256 license, uint32 used) internal {
        licenses.use(license, used, signVoucher(buyerKey, license, used));
    }

    /// @dev What a plain HTTP 402 client of `buyer` signs.
    function authorize(address checkout, uint256 value, bytes32 nonce)
        internal
        view
        returns (ICheckouts.Authorization memory by)
    {
        return authorize(buyer, buyerKey, checkout, value, nonce);
    }

    function authorize(address from, uint256 key, address checkout, uint256 value, bytes32 nonce)
        internal
        view
        returns (ICheckouts.Authorization memory by)
    {
        by = ICheckouts.Authorization(from, value, 0, block.timestamp + 1 hours, nonce, "");
        bytes32 typehash = keccak256(
            "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        bytes32 structHash =
            keccak256(abi.encode(typehash, from, checkout, value, by.validAfter, by.validBefore, nonce));
        by.signature = sign(key, keccak256(abi.encodePacked("\x19\x01", dollar.DOMAIN_SEPARATOR(), structHash)));
    }

    function signDeliver(uint256 key, address checkout, address who, bytes32 nonce, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        bytes32 typehash = keccak256("Deliver(address checkout,address payer,bytes32 nonce,uint256 deadline)");
        return sign(key, digestOf(address(checkouts), keccak256(abi.encode(typehash, checkout, who, nonce, deadline))));
    }

    function signRefund(uint256 key, address checkout, address who, bytes32 nonce, uint256 amount, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        bytes32 typehash =
            keccak256("Refund(address checkout,address payer,bytes32 nonce,uint256 amount,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typehash, checkout, who, nonce, amount, deadline));
        return sign(key, digestOf(address(checkouts), structHash));
    }
}
