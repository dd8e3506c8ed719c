// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ICheckouts} from "../../src/periphery/ICheckouts.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Kind, Work} from "../../src/types/Work.sol";
import {LicenseTest} from "../helpers/LicenseTest.sol";
import {Plain} from "../helpers/Plain.sol";

/// @notice What calls to Licenses, Checkouts and RoyaltyReceivers cost.
/// @dev Each figure is one whole transaction: 21,000 and calldata in, refunds out, cold storage. The work owes two
/// flows and is minted. "First" touches zero slots (a new offer, a first payment, a buyer without a license), "steady"
/// non-zero ones.
/// forge-config: default.isolate = true
contract LicensesGasTest is LicenseTest {
    Work private work;

    function setUp() public override {
        super.setUp();
        work = owing(owing(workOf(alice, "song"), Kind.WORK, 100_000, "model"), Kind.TREE, 150_000, "tree");
        vm.prank(alice);
        works.mint(work, nothing(), alice);
        token.mint(address(ledger), 1);
        dollar.mint(address(ledger), 1);
    }

    function test_buy() public {
        Offer memory offer = offerOf(work);
        buy(offer, work);
        vm.snapshotGasLastCall("Licenses", "buy, first");
        buy(offer, work);
        vm.snapshotGasLastCall("Licenses", "buy, steady");
    }

    function test_checkout() public {
        Offer memory offer = offerOf(work);
        _pay(offer, work, "0");
        offer.salt = 1;
        _settle(offer, "1");
        vm.snapshotGasLastCall("Licenses", "checkout, first");
        _settle(offer, "2");
        vm.snapshotGasLastCall("Licenses", "checkout, steady");
    }

    /// @dev The work earned dollars and the payer has a license before.
    function _pay(Offer memory offer, Work memory sold, bytes32) private {
        offer.token = address(dollar);
        buy(offer, sold);
    }

    function _settle(Offer memory offer, bytes32 nonce) private {
        address checkout = checkouts.checkoutOf(licenses.idOf(offer), "/song");
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, nonce);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(stranger);
        checkouts.settle(offer, signature, work, "/song", by);
    }
}
