// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Exclusives} from "../../../src/types/Exclusives.sol";
import {LicenseState, LicenseStateLib} from "../../../src/types/LicenseState.sol";
import {Offer} from "../../../src/types/Offer.sol";
import {Rights} from "../../../src/types/Rights.sol";
import {Terms, TermsLib} from "../../../src/types/Terms.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What licenses pack into words comes out as it went in.
contract PackingTest is Test {
    function test_licenseState_keepsItsParts(uint48 expiry, uint48 later, uint32 used, uint8 links) public pure {
        LicenseState state = LicenseStateLib.from(expiry).withUsed(used);
        for (uint256 i; i < links; ++i) {
            state = state.withLink();
        }
        assertEq(state.expiry(), expiry);
        state = state.withExpiry(later);
        assertEq(state.expiry(), later);
        assertEq(state.used(), used);
        assertEq(state.links(), links);
        assertEq(state.taken(), uint256(used) + links);
    }

    function test_licenseState_revertsWhen_linksOverflow() public {
        LicenseState state = LicenseState.wrap(uint96(type(uint16).max) << 80);
        vm.expectRevert();
        this.link(state);
    }

    function test_terms_keepTheirParts(Offer calldata offer, uint64 number, uint32 sales) public view {
        Terms terms = this.termsOf(offer, number);
        sales %= 64;
        for (uint256 i; i < sales; ++i) {
            terms = terms.sellOne();
        }
        assertEq(terms.sold(), sales);
        assertEq(terms.uses(), offer.uses);
        assertEq(terms.rights(), offer.rights);
        assertEq(terms.text(), number);
        assertEq(terms.hasReports(), offer.revenueCap != 0 || offer.reportingPeriod != 0);
        assertEq(
            terms.isKnown(), offer.rights != 0 || offer.uses != 0 || number != 0 || sales != 0 || terms.hasReports()
        );
    }

    function test_exclusives_keepATimeForEachRight(uint256 times, uint8 rights, uint48 until) public pure {
        Exclusives before = Exclusives.wrap(times);
        Exclusives afterwards = before.with(rights, until);
        for (uint256 i; i < Rights.COUNT; ++i) {
            assertEq(afterwards.untilOf(i), rights >> i & 1 == 1 ? until : before.untilOf(i));
        }
    }

    /// R-8: a right blocks while it is in force, unless it is the asking license's own.
    function test_R8_exclusives_blockWhatIsInForce(uint48[5] memory times, uint8 rights, uint8 own, uint48 expiry)
        public
        view
    {
        Exclusives exclusives;
        bool expected;
        for (uint256 i; i < Rights.COUNT; ++i) {
            exclusives = exclusives.with(1 << i, times[i]);
            bool mine = own >> i & 1 == 1 && times[i] == expiry;
            if (rights >> i & 1 == 1 && times[i] > block.timestamp && !mine) expected = true;
        }
        (bool blocked,) = exclusives.blocks(rights, own, expiry);
        assertEq(blocked, expected);
    }

    function link(LicenseState state) external pure {
        state.withLink();
    }

    function termsOf(Offer calldata offer, uint64 number) external pure returns (Terms) {
        return TermsLib.from(offer, number);
    }
}
