// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILicenses} from "../../../src/core/ILicenses.sol";
import {Offer} from "../../../src/types/Offer.sol";
import {Rights} from "../../../src/types/Rights.sol";
import {Kind, Work} from "../../../src/types/Work.sol";
import {KeyWallet} from "../../helpers/KeyWallet.sol";
import {LicenseTest} from "../../helpers/LicenseTest.sol";
import {Plain} from "../../helpers/Plain.sol";
import {PlainOffer} from "../../helpers/PlainOffer.sol";

/// @notice Using, declaring and linking: when a license is valid.
contract LicenseTokensTest is LicenseTest {
    Work private song;
    Offer private offer;

    function setUp() public override {
        super.setUp();
        song = workOf(alice, "song");
        offer = offerOf(song);
    }

    /// R-8: only the rights granted.
    function test_R8_isValid_forGrantedRightsOnly(uint8 rights, uint8 asked) public {
        offer.rights = uint8(bound(rights, 1, Rights.ALL));
        uint256 license = buy(offer, song);
        assertEq(licenses.isValid(license, asked), asked != 0 && asked & ~offer.rights == 0);
        assertFalse(licenses.isValid(license + 1, asked), "not sold");
    }

    /// R-8: only inside the duration.
    function test_R8_isValid_untilTheExpiry(uint32 duration, uint64 wait) public {
        offer.duration = uint64(bound(duration, 1, type(uint32).max));
        uint256 license = buy(offer, song);
        wait = uint64(bound(wait, 0, 2 * uint256(type(uint32).max)));
        skip(wait);
        assertEq(licenses.isValid(license, Rights.DISPLAY), wait < offer.duration);
    }

    /// R-8: only inside the uses.
    function test_R8_use_countsUpToTheUses(uint32 uses, uint32 used, uint32 more) public {
        offer.uses = uint32(bound(uses, 1, type(uint32).max));
        uint256 license = buy(offer, song);
        used = uint32(bound(used, 1, offer.uses));
        use(license, used);
        assertEq(licenses.isValid(license, Rights.DISPLAY), used < offer.uses);
        bytes memory voucher = signVoucher(buyerKey, license, more);
        if (more <= used) {
            vm.expectRevert(abi.encodeWithSelector(ILicenses.VoucherOutdated.selector, more, used));
        } else if (more > offer.uses) {
            vm.expectRevert(abi.encodeWithSelector(ILicenses.TooManyUses.selector, more, offer.uses));
        }
        licenses.use(license, more, voucher);
    }

    function test_use_withoutLimitNeverEnds() public {
        uint256 license = buy(offer, song);
        use(license, type(uint32).max);
        assertTrue(licenses.isValid(license, Rights.DISPLAY));
    }

    /// A voucher counts once: presenting it again, or an older one, changes nothing.
    function test_use_revertsWhen_theVoucherIsReplayed() public {
        uint256 license = buy(offer, song);
        use(license, 7);
        bytes memory voucher = signVoucher(buyerKey, license, 7);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.VoucherOutdated.selector, 7, 7));
        licenses.use(license, 7, voucher);
    }

    function test_use_revertsWhen_theOwnerDidNotSign() public {
        uint256 license = buy(offer, song);
        bytes memory voucher = signVoucher(aliceKey, license, 1);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, buyer));
        licenses.use(license, 1, voucher);
        voucher = signVoucher(buyerKey, license, 1);
        vm.prank(buyer);
        licenses.transferFrom(buyer, bob, license);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, bob));
        licenses.use(license, 1, voucher);
        licenses.use(license, 1, signVoucher(bobKey, license, 1));
    }

    function test_use_takesAContractAccountsVoucher() public {
        uint256 license = buy(offer, song, address(new KeyWallet(bob)));
        licenses.use(license, 1, signVoucher(bobKey, license, 1));
    }

    function test_use_revertsWhen_theLicenseEnded() public {
        offer.duration = 1 days;
        uint256 license = buy(offer, song);
        skip(1 days);
        bytes memory voucher = signVoucher(buyerKey, license, 1);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.Ended.selector, license));
        licenses.use(license, 1, voucher);
    }

    /// Dues of totals are rounded, not dues of growths: declaring often costs what declaring once does.
    function test_declare_oftenCostsWhatOnceCosts(uint32 share, uint128 first, uint128 second) public {
        offer.revenueShare = uint32(bound(share, 0, 1_000_000));
        uint256 license = buy(offer, song);
        uint256 before = ledger.grossOf(offer.work, address(token));
        second = uint128(bound(second, 0, type(uint128).max - before));
        first = uint128(bound(first, 0, second));
        deal(address(token), buyer, type(uint128).max);
        vm.startPrank(buyer);
        uint256 due = licenses.declare(offer, license, first) + licenses.declare(offer, license, second);
        uint256 exact = uint256(second) * offer.revenueShare;
        assertEq(due, exact / 1_000_000 + (exact % 1_000_000 == 0 ? 0 : 1));
        assertEq(ledger.grossOf(offer.work, address(token)), before + due);
        (uint256 total,) = licenses.reportOf(license);
        assertEq(total, second);
    }

    /// R-8: a declared total only grows.
    function test_R8_declare_revertsWhen_theTotalShrinks(uint128 total, uint128 less) public {
        total = uint128(bound(total, 1, type(uint128).max));
        less = uint128(bound(less, 0, total - 1));
        uint256 license = buy(offer, song);
        vm.startPrank(buyer);
        licenses.declare(offer, license, total);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.TotalShrank.selector, less, total));
        licenses.declare(offer, license, less);
    }

    /// R-8: the cap is the last that may be declared, and ends the rights.
    function test_R8_declare_endsTheRightsAtTheCap(uint128 cap, uint128 total) public {
        offer.revenueCap = uint128(bound(cap, 1, type(uint128).max - 1));
        uint256 license = buy(offer, song);
        total = uint128(bound(total, uint256(offer.revenueCap) + 1, type(uint128).max));
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.CapPassed.selector, total, offer.revenueCap));
        licenses.declare(offer, license, total);
        licenses.declare(offer, license, offer.revenueCap - 1);
        assertTrue(licenses.isValid(license, Rights.COMMERCIAL));
        licenses.declare(offer, license, offer.revenueCap);
        assertFalse(licenses.isValid(license, Rights.COMMERCIAL));
    }

    /// R-8: a missed report ends the rights for good; one in time keeps them, even of nothing new.
    function test_R8_declare_inTimeKeepsTheRights(uint32 period, uint32 wait, uint32 later) public {
        offer.reportingPeriod = uint64(bound(period, 1, type(uint32).max));
        uint256 license = buy(offer, song);
        skip(wait);
        bool missed = wait > offer.reportingPeriod;
        assertEq(licenses.isValid(license, Rights.DISPLAY), !missed);
        vm.prank(buyer);
        licenses.declare(offer, license, 0);
        assertEq(licenses.isValid(license, Rights.DISPLAY), !missed, "a late one revives nothing");
        skip(later);
        missed = missed || later > offer.reportingPeriod;
        assertEq(licenses.isValid(license, Rights.DISPLAY), !missed);
    }

    function test_declare_takesLatePaymentsAllTheSame() public {
        (offer.reportingPeriod, offer.revenueShare) = (1 days, 100_000);
        uint256 license = buy(offer, song);
        skip(2 days);
        vm.prank(buyer);
        assertEq(licenses.declare(offer, license, 1000), 100);
    }

    function test_declare_revertsWhen_theCallerIsNotTheOwner() public {
        uint256 license = buy(offer, song);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotLicensee.selector, license, stranger));
        licenses.declare(offer, license, 0);
    }

    function test_declare_revertsWhen_otherTermsAreShown() public {
        uint256 license = buy(offer, song);
        offer.revenueShare = 1;
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongOffer.selector, license, PlainOffer.idOf(offer)));
        licenses.declare(offer, license, 0);
    }

    function test_link_takesOneUseAndShowsTheDerivative() public {
        (offer.uses, offer.derivativeShare) = (1, 100_000);
        uint256 license = buy(offer, song, alice);
        Work memory remix = owingWork(workOf(alice, "remix"), 100_000, song);
        vm.expectEmit(address(licenses));
        emit ILicenses.Linked(license, Plain.idOf(remix), offer.work);
        _link(remix, license);
        assertTrue(licenses.isLinked(license, Plain.idOf(remix)));
        assertFalse(licenses.isValid(license, Rights.DERIVATIVE), "the use is taken");
        (uint256 used, uint256 links) = licenses.usesOf(license);
        assertEq(used, 0);
        assertEq(links, 1);
        remix = owingWork(workOf(alice, "second remix"), 100_000, song);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotValid.selector, license, Rights.DERIVATIVE));
        _link(remix, license);
    }

    /// R-8: vouchers and links take uses from one stock, in any order.
    function test_R8_link_andVouchersShareTheUses(uint8 uses, uint8 links) public {
        offer.uses = uint32(bound(uses, 2, 20));
        links = uint8(bound(links, 1, offer.uses - 1));
        uint256 license = buy(offer, song, alice);
        for (uint256 i; i < links; ++i) {
            _link(owingWork(workOf(alice, vm.toString(i)), 1, song), license);
        }
        uint32 rest = offer.uses - links;
        bytes memory voucher = signVoucher(aliceKey, license, rest + 1);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.TooManyUses.selector, offer.uses + 1, offer.uses));
        licenses.use(license, rest + 1, voucher);
        licenses.use(license, rest, signVoucher(aliceKey, license, rest));
        assertFalse(licenses.isValid(license, Rights.DISPLAY));
    }

    function test_link_followsAPath(uint32[3] memory shares, uint32 required) public {
        for (uint256 i; i < 3; ++i) {
            shares[i] = uint32(bound(shares[i], 0, 1_000_000));
        }
        uint256 share = uint256(shares[0]) * shares[1] / 1_000_000 * shares[2] / 1_000_000;
        offer.derivativeShare = uint32(bound(required, 0, 1_000_000));
        uint256 license = buy(offer, song, alice);
        Work[] memory path = new Work[](2);
        path[1] = owingWork(owing(workOf(bob, "model"), Kind.TREE, 0, "tree"), shares[2], song);
        path[0] = owingWork(workOf(bob, "output"), shares[1], path[1]);
        Work memory remix = owingWork(workOf(alice, "remix"), shares[0], path[0]);
        uint8[] memory flows = new uint8[](3);
        flows[2] = 1;
        if (share < offer.derivativeShare) {
            vm.expectRevert(abi.encodeWithSelector(ILicenses.ShareTooLow.selector, share, offer.derivativeShare));
        }
        vm.prank(alice);
        licenses.link(remix, flows, path, offer, license);
    }

    function test_link_revertsWhen_thePathIsBroken() public {
        uint256 license = buy(offer, song, alice);
        Work memory model = owingWork(workOf(bob, "model"), 1, song);
        Work memory remix = owingWork(owing(workOf(alice, "remix"), Kind.TREE, 1, offer.work), 1, model);
        Work[] memory path = new Work[](1);
        path[0] = model;
        uint8[] memory flows = new uint8[](2);
        flows[0] = 1;
        vm.startPrank(alice);
        _expectBroken(remix, new uint8[](0), new Work[](0), license, 0);
        _expectBroken(remix, new uint8[](1), path, license, 1);
        _expectBroken(remix, new uint8[](1), new Work[](0), license, 0); // a tree, not a work
        flows[1] = 1;
        _expectBroken(remix, flows, path, license, 1); // no such flow
        flows[1] = 0;
        path[0] = owingWork(workOf(bob, "another"), 1, song);
        _expectBroken(remix, flows, path, license, 1); // not the work that is owed
        path[0] = model;
        licenses.link(remix, flows, path, offer, license);
        Work memory other = owingWork(workOf(alice, "remix"), 1, model);
        _expectBroken(other, new uint8[](1), new Work[](0), license, 1); // ends before the licensed work
    }

    function test_link_revertsWhen_theCallerIsNotTheCreator() public {
        uint256 license = buy(offer, song, alice);
        Work memory remix = owingWork(workOf(bob, "remix"), 1, song);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotCreator.selector, remix.creator, alice));
        licenses.link(remix, new uint8[](1), new Work[](0), offer, license);
    }

    function test_link_revertsWhen_theCreatorHasNoLicense() public {
        uint256 license = buy(offer, song);
        Work memory remix = owingWork(workOf(alice, "remix"), 1, song);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotLicensee.selector, license, alice));
        _link(remix, license);
    }

    function test_link_revertsWhen_theLicenseWasLinkedToItBefore() public {
        uint256 license = buy(offer, song, alice);
        Work memory remix = owingWork(workOf(alice, "remix"), 1, song);
        _link(remix, license);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.AlreadyLinked.selector, license, Plain.idOf(remix)));
        _link(remix, license);
    }

    /// R-8: no link after the end.
    function test_R8_link_revertsWhen_theLicenseEnded() public {
        offer.duration = 1 days;
        uint256 license = buy(offer, song, alice);
        skip(1 days);
        Work memory remix = owingWork(workOf(alice, "remix"), 1, song);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotValid.selector, license, Rights.DERIVATIVE));
        _link(remix, license);
    }

    function _link(Work memory remix, uint256 license) private {
        vm.prank(alice);
        licenses.link(remix, new uint8[](1), new Work[](0), offer, license);
    }

    function _expectBroken(Work memory remix, uint8[] memory flows, Work[] memory path, uint256 license, uint256 step)
        private
    {
        vm.expectRevert(abi.encodeWithSelector(ILicenses.BrokenPath.selector, step));
        licenses.link(remix, flows, path, offer, license);
    }
}
