// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Licenses} from "../../src/core/Licenses.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Rights} from "../../src/types/Rights.sol";
import {PlainOffer} from "../helpers/PlainOffer.sol";
import {LicenseHandler} from "./LicenseHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What stays true of licenses, whoever calls what in which order.
contract LicensesInvariantTest is Test {
    LicenseHandler private _handler;
    Licenses private _licenses;

    function setUp() public {
        _handler = new LicenseHandler();
        _handler.setUp();
        _licenses = Licenses(_handler.theLicenses());
        bytes4[] memory selectors = new bytes4[](11);
        selectors[0] = LicenseHandler.sign.selector;
        selectors[1] = LicenseHandler.buyOne.selector;
        selectors[2] = LicenseHandler.renewOne.selector;
        selectors[3] = LicenseHandler.useSome.selector;
        selectors[4] = LicenseHandler.declareSome.selector;
        selectors[5] = LicenseHandler.linkOne.selector;
        selectors[6] = LicenseHandler.give.selector;
        selectors[7] = LicenseHandler.giveUp.selector;
        selectors[8] = LicenseHandler.passOn.selector;
        selectors[9] = LicenseHandler.withdraw.selector;
        selectors[10] = LicenseHandler.wait.selector;
        targetContract(address(_handler));
        targetSelector(FuzzSelector(address(_handler), selectors));
        // The first story begins with something to buy.
        for (uint256 i; i < 8; ++i) {
            _handler.sign(i, uint256(keccak256(abi.encode(i))), uint64(i * 5 days), 1e9);
        }
    }

    /// R-8: a license is valid exactly inside its duration, uses, cap, reports and rights.
    function invariant_R8_isValidOnlyInsideItsTerms() public view {
        for (uint256 i; i < _handler.modelCount(); ++i) {
            (uint256 license,,,,,,,) = _handler.models(i);
            for (uint8 right = 1; right <= Rights.ALL; right <<= 1) {
                assertEq(_licenses.isValid(license, right), _handler.shouldBeValid(i, right));
            }
        }
    }

    /// R-8: never more licenses than the supply.
    function invariant_R8_neverSellsMoreThanTheSupply() public view {
        for (uint256 i; i < _handler.signedCount(); ++i) {
            Offer memory offer = _handler.offerAt(i);
            assertLe(_licenses.soldOf(PlainOffer.idOf(offer)), offer.supply);
        }
    }

    /// R-8: never more uses than included, by vouchers and links together, and none forgotten.
    function invariant_R8_neverCountsMoreUsesThanIncluded() public view {
        for (uint256 i; i < _handler.modelCount(); ++i) {
            (uint256 license, uint256 by,, uint256 used, uint256 links,,,) = _handler.models(i);
            (uint256 counted, uint256 linked) = _licenses.usesOf(license);
            assertEq(counted, used);
            assertEq(linked, links);
            uint256 uses = _handler.offerAt(by).uses;
            if (uses != 0) assertLe(counted + linked, uses);
        }
    }

    /// R-8: never more revenue than the cap, and none forgotten.
    function invariant_R8_neverDeclaresPastTheCap() public view {
        for (uint256 i; i < _handler.modelCount(); ++i) {
            (uint256 license, uint256 by,,,, uint256 total,,) = _handler.models(i);
            (uint256 declared,) = _licenses.reportOf(license);
            assertEq(declared, total);
            uint256 cap = _handler.offerAt(by).revenueCap;
            if (cap != 0) assertLe(declared, cap);
        }
    }

    /// R-8: nobody is sold a right that somebody else holds exclusively.
    function invariant_R8_exclusiveRightsNeverOverlap() public view {
        assertEq(_handler.overlaps(), 0);
        for (uint256 i; i < 2; ++i) {
            bytes32 work = _handler.workAt(i);
            for (uint256 right; right < Rights.COUNT; ++right) {
                assertEq(_licenses.exclusiveUntil(work, uint8(1 << right)), _handler.until(work, right));
            }
        }
    }

    /// R-8: a license lasts as long as was paid for.
    function invariant_R8_lastsAsLongAsWasPaidFor() public view {
        for (uint256 i; i < _handler.modelCount(); ++i) {
            (uint256 license,, uint256 expiry,,,,,) = _handler.models(i);
            assertEq(_licenses.expiresAt(license), expiry == type(uint48).max ? type(uint64).max : expiry);
        }
    }

    /// R-2: every license, renewal and declaration reached the Ledger in full, and nothing else did.
    function invariant_R2_everySaleReachedTheLedgerInFull() public view {
        for (uint256 i; i < 2; ++i) {
            bytes32 work = _handler.workAt(i);
            assertEq(_handler.grossOf(work), _handler.paid(work));
        }
    }

    /// R-12: every sale happened in the state that its signer saw.
    function invariant_R12_sellsOnlyInTheStateTheSignerSaw() public view {
        assertEq(_handler.unmeant(), 0);
    }

    /// @dev Shown with -vv: how much of the story happened.
    function afterInvariant() public {
        string[10] memory actions =
            ["sign", "buy", "renew", "use", "declare", "link", "give", "giveUp", "passOn", "withdraw"];
        for (uint256 i; i < actions.length; ++i) {
            emit log_named_uint(actions[i], _handler.count(actions[i]));
        }
    }
}
