// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ICheckouts} from "../../src/periphery/ICheckouts.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Kind, Work} from "../../src/types/Work.sol";
import {LicenseTest} from "../helpers/LicenseTest.sol";
import {PlainOffer} from "../helpers/PlainOffer.sol";

/// @notice What calls to Licenses, Checkouts and RoyaltyReceivers cost.
/// @dev Each figure is one whole transaction: 21,000 and calldata in, refunds out, cold storage. The work is minted and
/// owes two flows. The token is Solady's, at the checkout OpenZeppelin's with EIP-3009, and everybody in it has a
/// balance. "First" touches zero slots (a new offer, a first payment, a buyer without a license; a checkout or receiver
/// without code), "steady" non-zero ones.
/// forge-config: default.isolate = true
contract LicensesGasTest is LicenseTest {
    Work private _song;

    function setUp() public override {
        super.setUp();
        _song = owing(owing(workOf(alice, "song"), Kind.WORK, 100_000, "model"), Kind.TREE, 150_000, "tree");
        vm.prank(alice);
        works.mint(_song, nothing(), alice);
        token.mint(address(ledger), 1);
        dollar.mint(address(ledger), 1);
    }

    function test_buy() public {
        Offer memory offer = offerOf(_song);
        Work memory other = workOf(alice, "other");
        buy(offerOf(other), other, stranger);
        buy(offer, _song);
        vm.snapshotGasLastCall("Licenses", "buy, first");
        buy(offer, _song);
        vm.snapshotGasLastCall("Licenses", "buy, steady");
        offer.text = "a text nobody used";
        buy(offer, _song);
        vm.snapshotGasLastCall("Licenses", "buy, first of a text");
    }

    function test_checkout() public {
        Offer memory offer = offerOf(_song);
        offer.token = address(dollar);
        buy(offer, _song);
        offer.salt = 1;
        _settle(offer, "first");
        vm.snapshotGasLastCall("Licenses", "checkout, first");
        _settle(offer, "second");
        vm.snapshotGasLastCall("Licenses", "checkout, steady");
    }

    function test_sweep() public {
        deal(address(receivers.receiverOf("song")), 1 ether);
        weth.deposit{value: 1}();
        weth.transfer(address(ledger), 1);
        receivers.sweep("song", address(weth));
        vm.snapshotGasLastCall("Licenses", "sweep a royalty, first");
        deal(address(receivers.receiverOf("song")), 1 ether);
        receivers.sweep("song", address(weth));
        vm.snapshotGasLastCall("Licenses", "sweep a royalty, steady");
    }

    function test_use() public {
        Offer memory offer = offerOf(_song);
        offer.uses = 100;
        uint256 license = buy(offer, _song);
        use(license, 1);
        bytes memory voucher = signVoucher(buyerKey, license, 7);
        vm.prank(stranger);
        licenses.use(license, 7, voucher);
        vm.snapshotGasLastCall("Licenses", "use");
    }

    function test_declare() public {
        Offer memory offer = offerOf(_song);
        (offer.revenueShare, offer.revenueCap, offer.reportingPeriod) = (50_000, 1e12, 90 days);
        uint256 license = buy(offer, _song);
        vm.prank(buyer);
        licenses.declare(offer, license, 1e6);
        vm.prank(buyer);
        licenses.declare(offer, license, 1e9);
        vm.snapshotGasLastCall("Licenses", "declare");
    }

    function test_link() public {
        Offer memory offer = offerOf(_song);
        uint256 license = buy(offer, _song, alice);
        Work memory remix = owingWork(workOf(alice, "remix"), 100_000, _song);
        vm.prank(alice);
        licenses.link(remix, new uint8[](1), new Work[](0), offer, license);
        vm.snapshotGasLastCall("Licenses", "link");
    }

    function _settle(Offer memory offer, bytes32 nonce) private {
        address checkout = checkouts.checkoutOf(PlainOffer.idOf(offer), "/song");
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, nonce);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(stranger);
        checkouts.settle(offer, signature, _song, "/song", by);
    }
}
