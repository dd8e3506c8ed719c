// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILicenses} from "../../../src/core/ILicenses.sol";
import {IERC5643} from "../../../src/external/IERC5643.sol";
import {ExclusivesLib} from "../../../src/types/Exclusives.sol";
import {Offer} from "../../../src/types/Offer.sol";
import {Rights} from "../../../src/types/Rights.sol";
import {Work} from "../../../src/types/Work.sol";
import {LicenseTest} from "../../helpers/LicenseTest.sol";
import {Plain} from "../../helpers/Plain.sol";
import {PlainOffer} from "../../helpers/PlainOffer.sol";

/// @notice Extending licenses, with the offer in hand and by ERC-5643.
contract RenewalsTest is LicenseTest {
    uint64 private constant MONTH = 30 days;

    Work private song;
    Offer private monthly;

    function setUp() public override {
        super.setUp();
        song = workOf(alice, "song");
        monthly = offerOf(song);
        monthly.duration = MONTH;
    }

    function test_renew_extendsFromTheExpiryOrFromNow(uint32 wait) public {
        uint256 license = buy(monthly, song);
        uint256 expiry = block.timestamp + MONTH;
        wait = uint32(bound(wait, 0, 300 days));
        skip(wait);
        uint256 extended = (wait > MONTH ? block.timestamp : expiry) + MONTH;
        vm.expectEmit(address(licenses));
        emit IERC5643.SubscriptionUpdate(license, uint64(extended));
        assertEq(_renew(monthly, license), extended);
        assertEq(licenses.expiresAt(license), extended);
        assertTrue(licenses.isValid(license, Rights.DISPLAY));
        assertEq(ledger.grossOf(monthly.work, address(token)), 2 * PRICE);
    }

    function test_renew_revertsWhen_theLicenseIsOfAnotherOffer() public {
        uint256 license = buy(monthly, song);
        Offer memory other = monthly;
        other.salt = 1;
        _expectNoRenewal(
            other, license, abi.encodeWithSelector(ILicenses.WrongOffer.selector, license, PlainOffer.idOf(other))
        );
    }

    function test_renew_revertsWhen_theLicenseLastsForEver() public {
        monthly.duration = 0;
        uint256 license = buy(monthly, song);
        _expectNoRenewal(monthly, license, abi.encodeWithSelector(ILicenses.NotRenewable.selector, license));
    }

    /// R-8: a renewal buys time, never uses or a missed report.
    function test_R8_renew_revertsWhen_moreThanTimeIsMissing() public {
        monthly.uses = 1;
        uint256 used = buy(monthly, song);
        use(used, 1);
        _expectNoRenewal(monthly, used, abi.encodeWithSelector(ILicenses.NotRenewable.selector, used));
        monthly.uses = 0;
        monthly.reportingPeriod = 1 days;
        uint256 silent = buy(monthly, song);
        skip(1 days + 1);
        _expectNoRenewal(monthly, silent, abi.encodeWithSelector(ILicenses.NotRenewable.selector, silent));
    }

    /// R-12: a renewal is a sale, so it needs an offer that still stands.
    function test_R12_renew_revertsWhen_theOfferNoLongerStands() public {
        uint256 license = buy(monthly, song);
        vm.prank(alice);
        licenses.cancelAll();
        _expectNoRenewal(monthly, license, abi.encodeWithSelector(ILicenses.WrongCounter.selector, 0, 1));
    }

    function test_renew_extendsItsOwnExclusiveRight() public {
        monthly.exclusive = Rights.COMMERCIAL;
        uint256 license = buy(monthly, song);
        _renew(monthly, license);
        assertEq(licenses.exclusiveUntil(monthly.work, Rights.COMMERCIAL), block.timestamp + 2 * MONTH);
    }

    function test_renew_revertsWhen_somebodyElseHoldsTheRightByNow() public {
        Offer memory plain = offerOf(song);
        plain.duration = MONTH;
        uint256 license = buy(plain, song);
        monthly.exclusive = Rights.COMMERCIAL;
        uint256 exclusive = buy(monthly, song);
        bytes4 error = ExclusivesLib.ExclusiveInForce.selector;
        uint256 until = block.timestamp + MONTH;
        bytes memory inForce = abi.encodeWithSelector(error, plain.work, Rights.COMMERCIAL, until);
        _expectNoRenewal(plain, license, inForce);
        _renew(monthly, exclusive);
        skip(2 * MONTH);
        _renew(plain, license);
        _renew(monthly, exclusive);
    }

    function test_renew_revertsWhen_nobodyHasTheLicense() public {
        uint256 license = buy(monthly, song);
        bytes memory signature = signOffer(aliceKey, monthly);
        vm.expectRevert();
        licenses.renew(monthly, signature, song, license + 1, PRICE);
    }

    function test_renewSubscription_works_onceTheOfferIsListed(uint8 months) public {
        months = uint8(bound(months, 1, 100));
        uint256 license = buy(monthly, song);
        assertFalse(licenses.isRenewable(license));
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotListed.selector, license));
        licenses.renewSubscription(license, MONTH);
        _list(monthly);
        assertTrue(licenses.isRenewable(license));
        vm.prank(buyer);
        licenses.renewSubscription(license, MONTH * months);
        assertEq(licenses.expiresAt(license), block.timestamp + MONTH * (1 + uint256(months)));
        assertEq(ledger.grossOf(monthly.work, address(token)), PRICE * (1 + uint256(months)));
    }

    function test_renewSubscription_revertsWhen_theDurationIsNotOffered(uint64 duration) public {
        uint256 license = buy(monthly, song);
        _list(monthly);
        if (duration % MONTH == 0 && duration != 0) ++duration;
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.DurationNotOffered.selector, duration, MONTH));
        licenses.renewSubscription(license, duration);
    }

    function test_renewSubscription_revertsWhen_etherIsSent() public {
        uint256 license = buy(monthly, song);
        _list(monthly);
        deal(buyer, 1);
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.EtherRefused.selector, 1));
        licenses.renewSubscription{value: 1}(license, MONTH);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.EtherRefused.selector, 1));
        licenses.cancelSubscription{value: 1}(license);
    }

    function test_list_revertsWhen_thePriceFollowsAFeed() public {
        monthly.feed = address(this);
        bytes memory signature = signOffer(aliceKey, monthly);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.FeedNotListable.selector, address(this)));
        licenses.list(monthly, signature, song);
    }

    function test_list_revertsWhen_theHolderDidNotSign() public {
        bytes memory signature = signOffer(bobKey, monthly);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, alice));
        licenses.list(monthly, signature, song);
    }

    function test_list_beforeTheFirstSaleShowsTheTermsOnce() public {
        vm.expectEmit(address(licenses));
        emit ILicenses.Offered(PlainOffer.idOf(monthly), monthly.work, alice, monthly);
        _list(monthly);
        assertTrue(licenses.isValid(buy(monthly, song), Rights.DISPLAY));
    }

    /// R-12: what was listed is good for the state that its signer saw, and no longer.
    function test_R12_isRenewable_endsWithTheState() public {
        _list(monthly);
        uint256 license = buy(monthly, song);
        uint256 clean = vm.snapshotState();

        vm.prank(alice);
        works.mint(song, nothing(), alice);
        assertTrue(licenses.isRenewable(license), "minted to the signer");
        vm.prank(alice);
        works.transferFrom(alice, bob, uint256(monthly.work));
        _expectNotRenewable(license, abi.encodeWithSelector(ILicenses.WrongEpoch.selector, 0, 1));

        vm.revertToState(clean);
        vm.prank(alice);
        works.mint(song, nothing(), bob);
        _expectNotRenewable(license, abi.encodeWithSelector(ILicenses.WrongSignature.selector, bob));

        vm.revertToState(clean);
        vm.prank(alice);
        licenses.cancelAll();
        _expectNotRenewable(license, abi.encodeWithSelector(ILicenses.WrongCounter.selector, 0, 1));

        vm.revertToState(clean);
        bytes32 id = PlainOffer.idOf(monthly);
        vm.prank(alice);
        licenses.cancel(id);
        _expectNotRenewable(license, abi.encodeWithSelector(ILicenses.OfferCancelled.selector, id));

        vm.revertToState(clean);
        vm.warp(uint256(monthly.validUntil) + 1);
        _expectNotRenewable(license, abi.encodeWithSelector(ILicenses.OfferExpired.selector, monthly.validUntil));
    }

    function test_isRenewable_saysNoForWhatDoesNotExist(uint256 license) public view {
        assertFalse(licenses.isRenewable(license));
    }

    function test_cancelSubscription_endsTheLicense() public {
        monthly.exclusive = Rights.TRAINING;
        uint256 license = buy(monthly, song);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotLicensee.selector, license, stranger));
        licenses.cancelSubscription(license);
        vm.expectEmit(address(licenses));
        emit IERC5643.SubscriptionUpdate(license, 0);
        vm.prank(buyer);
        licenses.cancelSubscription(license);
        assertEq(licenses.expiresAt(license), 0);
        assertFalse(licenses.isValid(license, Rights.DISPLAY));
        assertEq(licenses.exclusiveUntil(monthly.work, Rights.TRAINING), block.timestamp + MONTH);
    }

    function test_expiresAt_isTheEndOfTimeForALicenseForEver() public {
        monthly.duration = 0;
        assertEq(licenses.expiresAt(buy(monthly, song)), type(uint64).max);
        vm.expectRevert();
        licenses.expiresAt(1);
    }

    function _list(Offer memory offer) private {
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(stranger);
        licenses.list(offer, signature, song);
    }

    function _renew(Offer memory offer, uint256 license) private returns (uint256) {
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        return licenses.renew(offer, signature, song, license, PRICE);
    }

    function _expectNoRenewal(Offer memory offer, uint256 license, bytes memory error) private {
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        vm.expectRevert(error);
        licenses.renew(offer, signature, song, license, PRICE);
    }

    function _expectNotRenewable(uint256 license, bytes memory error) private {
        assertFalse(licenses.isRenewable(license));
        vm.prank(buyer);
        vm.expectRevert(error);
        licenses.renewSubscription(license, MONTH);
    }
}
