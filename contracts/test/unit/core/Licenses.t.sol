// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

// Over 400 lines: `buy` has one refusal for each promise an offer makes, and they are read against one another.

import {ILicenses} from "../../../src/core/ILicenses.sol";
import {IPuller} from "../../../src/core/IPuller.sol";
import {Lock} from "../../../src/core/Lock.sol";
import {ExclusivesLib} from "../../../src/types/Exclusives.sol";
import {Offer, OfferLib} from "../../../src/types/Offer.sol";
import {Rights} from "../../../src/types/Rights.sol";
import {Work} from "../../../src/types/Work.sol";
import {Feed} from "../../helpers/Feed.sol";
import {KeyWallet} from "../../helpers/KeyWallet.sol";
import {LicenseTest} from "../../helpers/LicenseTest.sol";
import {Plain} from "../../helpers/Plain.sol";
import {PlainOffer} from "../../helpers/PlainOffer.sol";
import {CallbackToken, TithingToken} from "../../helpers/SaleTokens.sol";
import {Vm} from "forge-std/Vm.sol";
import {LibString} from "solady/utils/LibString.sol";

/// @notice Buying.
contract LicensesTest is LicenseTest {
    Work private song;

    function setUp() public override {
        super.setUp();
        song = workOf(alice, "song");
    }

    function test_buy_paysTheLedgerAndMintsTheLicense(uint128 price, address to) public {
        vm.assume(to != address(0) && price != 0);
        Offer memory offer = offerOf(song);
        offer.price = price;
        deal(address(token), buyer, price);
        uint256 license = buy(offer, song, to);
        assertEq(licenses.ownerOf(license), to);
        assertEq(ledger.grossOf(offer.work, address(token)), price);
        assertEq(token.balanceOf(buyer), 0);
        assertTrue(licenses.isValid(license, Rights.ALL));
    }

    function test_buy_numbersLicensesBelowTheOffersId() public {
        Offer memory offer = offerOf(song);
        uint256 key = uint256(PlainOffer.idOf(offer)) >> 32 << 32;
        assertEq(buy(offer, song), key + 1);
        assertEq(buy(offer, song), key + 2);
        assertEq(licenses.soldOf(bytes32(key)), 2);
    }

    function test_buy_showsTheTermsOnceAndEverySale() public {
        Offer memory offer = offerOf(song);
        bytes32 id = PlainOffer.idOf(offer);
        uint256 license = (uint256(id) >> 32 << 32) + 1;
        vm.expectEmit(address(licenses));
        emit ILicenses.Offered(id, offer.work, alice, offer);
        vm.expectEmit(address(licenses));
        emit ILicenses.Bought(id, license, stranger, buyer, PRICE, type(uint48).max);
        buy(offer, song, stranger);
        vm.recordLogs();
        buy(offer, song, stranger);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], ILicenses.Offered.selector);
        }
    }

    function test_buy_ofAFreeLicenseCallsNoToken() public {
        Offer memory offer = offerOf(song);
        (offer.price, offer.token) = (0, address(0xdead));
        assertEq(licenses.ownerOf(buy(offer, song)), buyer);
    }

    function test_buy_worksAfterTheWorkIsMinted() public {
        vm.prank(alice);
        works.mint(song, nothing(), alice);
        assertEq(licenses.ownerOf(buy(offerOf(song), song)), buyer);
    }

    /// R-12: an offer of the creator dies when the work goes to somebody else, also within the first epoch.
    function test_R12_buy_revertsWhen_theWorkWasMintedToSomebodyElse() public {
        vm.prank(alice);
        works.mint(song, nothing(), bob);
        _expectRefusal(offerOf(song), abi.encodeWithSelector(ILicenses.WrongSignature.selector, bob));
    }

    /// R-12: an offer is good in one epoch.
    function test_R12_buy_revertsWhen_theWorkChangedHandsSince() public {
        vm.startPrank(alice);
        works.mint(song, nothing(), alice);
        works.transferFrom(alice, bob, uint256(Plain.idOf(song)));
        vm.stopPrank();
        Offer memory offer = offerOf(song);
        bytes memory wrong = abi.encodeWithSelector(ILicenses.WrongEpoch.selector, 0, 1);
        _expectRefusal(offer, wrong);
        vm.prank(bob);
        works.transferFrom(bob, alice, uint256(Plain.idOf(song)));
        wrong = abi.encodeWithSelector(ILicenses.WrongEpoch.selector, 0, 2);
        _expectRefusal(offer, wrong);
        offer.epoch = 2;
        buy(offer, song);
    }

    /// R-12: `cancelAll` withdraws what was signed before it.
    function test_R12_buy_revertsWhen_allWasCancelled() public {
        Offer memory offer = offerOf(song);
        vm.prank(alice);
        licenses.cancelAll();
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.WrongCounter.selector, 0, 1));
        offer.counter = 1;
        buy(offer, song);
    }

    function test_buy_revertsWhen_theOfferWasCancelled() public {
        Offer memory offer = offerOf(song);
        bytes32 id = PlainOffer.idOf(offer);
        vm.prank(stranger);
        licenses.cancel(id);
        buy(offer, song);
        vm.prank(alice);
        licenses.cancel(id);
        assertTrue(licenses.isCancelled(alice, id));
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.OfferCancelled.selector, id));
        offer.salt = 1;
        buy(offer, song);
    }

    function test_buy_revertsWhen_anOfferForALaterCounterWasCancelled() public {
        Offer memory offer = offerOf(song);
        offer.counter = 1;
        bytes32 id = PlainOffer.idOf(offer);
        vm.startPrank(alice);
        licenses.cancel(id);
        licenses.cancelAll();
        vm.stopPrank();
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.OfferCancelled.selector, id));
    }

    function test_buy_revertsWhen_theOfferExpired(uint64 late) public {
        Offer memory offer = offerOf(song);
        vm.warp(offer.validUntil);
        buy(offer, song);
        vm.warp(bound(late, uint256(offer.validUntil) + 1, type(uint64).max));
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.OfferExpired.selector, offer.validUntil));
    }

    function test_buy_revertsWhen_somebodyElseSigned(uint256 key) public {
        key = boundPrivateKey(key);
        vm.assume(key != aliceKey);
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(key, offer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, alice));
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    /// A signature that recovers to zero must not speak for a work whose creator is nobody.
    function test_buy_revertsWhen_theCreatorIsNobody(bytes calldata signature) public {
        song.creator = keyOf(address(0));
        Offer memory offer = offerOf(song);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, address(0)));
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    function test_buy_revertsWhen_anyTermWasChanged(uint256 field, uint8 change) public {
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(aliceKey, offer);
        // Every term but the work and the epoch, which are refused before.
        field = bound(field, 2, 23);
        assembly {
            let slot := add(offer, shl(5, field))
            let limit := 0xff
            if or(eq(field, 9), eq(field, 10)) { limit := 1 }
            mstore(slot, xor(mload(slot), or(and(change, limit), 1)))
        }
        if (field == 10) offer.rights |= offer.exclusive;
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, alice));
        licenses.buy(offer, signature, song, buyer, type(uint256).max);
    }

    function test_buy_takesAContractAccountsSignature() public {
        KeyWallet wallet = new KeyWallet(bob);
        song.creator = here(address(wallet));
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(bobKey, offer);
        vm.prank(buyer);
        licenses.buy(offer, signature, song, buyer, PRICE);
        signature = signOffer(aliceKey, offer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, address(wallet)));
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    /// The key of an account that delegates to code (EIP-7702) still signs, even when the code answers nothing.
    function test_buy_takesTheKeyOfADelegatedAccount() public {
        vm.etch(alice, abi.encodePacked(hex"ef0100", address(token)));
        assertEq(licenses.ownerOf(buy(offerOf(song), song)), buyer);
    }

    function test_buy_takesAShortSignature() public {
        Offer memory offer = offerOf(song);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(aliceKey, digestOf(address(licenses), PlainOffer.idOf(offer)));
        bytes memory signature = abi.encodePacked(r, uint256(s) | uint256(v - 27) << 255);
        vm.prank(buyer);
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    function test_buy_revertsWhen_anotherWorkIsShown() public {
        Offer memory offer = offerOf(song);
        Work memory other = workOf(alice, "other");
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongWork.selector, Plain.idOf(other), offer.work));
        licenses.buy(offer, "", other, buyer, PRICE);
    }

    function test_buy_revertsWhen_theWorkIsNotAtHome() public {
        song.home = keyOf(address(works));
        Offer memory offer = offerOf(song);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotAtHome.selector, song.home));
        licenses.buy(offer, "", song, buyer, PRICE);
        song = workOf(alice, "song");
        offer = offerOf(song);
        vm.chainId(1);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotAtHome.selector, song.home));
        licenses.buy(offer, "", song, buyer, PRICE);
    }

    function test_buy_revertsWhen_theHomeHasNoCode() public {
        song.home = here(address(0xdead));
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        vm.expectRevert();
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    function test_buy_revertsWhen_theOfferIsForSomebodyElse() public {
        Offer memory offer = offerOf(song);
        offer.buyer = bob;
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.WrongBuyer.selector, buyer, bob));
        assertEq(licenses.ownerOf(buy(offer, song, bob)), bob);
    }

    /// R-8: never more licenses than the supply, whoever races for the last.
    function test_R8_buy_revertsWhen_soldOut(uint8 supply) public {
        Offer memory offer = offerOf(song);
        offer.supply = supply;
        for (uint256 i; i < supply; ++i) {
            buy(offer, song);
        }
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.SoldOut.selector, PlainOffer.idOf(offer), supply));
    }

    function test_buy_revertsWhen_theTermsMakeNoSense() public {
        Offer memory offer = offerOf(song);
        offer.rights = 0;
        _expectInvalid(offer);
        offer.rights = Rights.ALL + 1;
        _expectInvalid(offer);
        (offer.rights, offer.exclusive) = (Rights.DISPLAY, Rights.TRAINING);
        _expectInvalid(offer);
        (offer.exclusive, offer.revenueShare) = (0, 1_000_001);
        _expectInvalid(offer);
        (offer.revenueShare, offer.derivativeShare) = (0, 1_000_001);
        _expectInvalid(offer);
        (offer.derivativeShare, offer.reportingPeriod) = (0, 1 << 48);
        _expectInvalid(offer);
        offer.reportingPeriod = 0;
        buy(offer, song);
    }

    /// The id and the event take an offer's words as they are, so each must be one that its type can hold.
    function test_buy_revertsWhen_aWordIsTooLargeForItsType(uint256 field, uint256 bit) public {
        uint8[24] memory bits =
            [0, 64, 64, 160, 128, 160, 32, 64, 32, 8, 8, 32, 32, 128, 64, 0, 0, 160, 160, 128, 128, 32, 64, 0];
        field = bound(field, 0, 23);
        Offer memory offer = offerOf(song);
        bytes memory order = abi.encodeCall(licenses.buy, (offer, new bytes(65), song, buyer, type(uint256).max));
        // A field that fills its word cannot overflow, and shows that clean words are sold.
        uint256 dirt = bits[field] == 0 ? 0 : 1 << bound(bit, bits[field], 255);
        bytes memory words = new bytes(768);
        assembly {
            let word := add(add(order, 0x24), shl(5, field))
            mstore(word, or(mload(word), dirt))
            mcopy(add(words, 0x20), add(order, 0x24), 768)
        }
        bytes32 id = keccak256(bytes.concat(OfferLib.TYPEHASH, words));
        bytes memory signature = sign(aliceKey, digestOf(address(licenses), id));
        assembly {
            // The signature's 65 bytes come after the head of 28 words and their length.
            mcopy(add(order, 0x3c4), add(signature, 0x20), 65)
        }
        vm.prank(buyer);
        (bool success,) = address(licenses).call(order);
        assertEq(success, dirt == 0);
    }

    function test_buy_revertsWhen_itWouldLastTooLong(uint64 duration) public {
        Offer memory offer = offerOf(song);
        offer.duration = uint64(bound(duration, type(uint48).max - block.timestamp, type(uint64).max - block.timestamp));
        uint256 expiry = block.timestamp + offer.duration;
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.ExpiryTooFar.selector, expiry));
        offer.duration = uint64(type(uint48).max - block.timestamp - 1);
        assertEq(licenses.expiresAt(buy(offer, song)), type(uint48).max - 1);
    }

    function test_buy_revertsWhen_theTokenTakesAFee() public {
        TithingToken tithing = new TithingToken();
        tithing.mint(buyer, PRICE);
        vm.prank(buyer);
        tithing.approve(address(licenses), PRICE);
        Offer memory offer = offerOf(song);
        offer.token = address(tithing);
        _expectRefusal(offer, abi.encodeWithSelector(ILicenses.PaidShort.selector, PRICE - PRICE / 100, PRICE));
    }

    function test_buy_revertsWhen_theBuyerCannotPay() public {
        Offer memory offer = offerOf(song);
        deal(address(token), buyer, PRICE - 1);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        vm.expectRevert();
        licenses.buy(offer, signature, song, buyer, PRICE);
        assertEq(licenses.soldOf(PlainOffer.idOf(offer)), 0);
    }

    function test_buy_revertsWhen_theTokenHasNoCode() public {
        Offer memory offer = offerOf(song);
        offer.token = address(0xdead);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        vm.expectRevert();
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    /// The Ledger's lock refuses a purchase within a purchase, so no payment counts twice.
    function test_buy_refusesAPurchaseWithinAPurchase() public {
        (CallbackToken callback, Offer memory offer) = _callbackOffer();
        bytes memory signature = signOffer(aliceKey, offer);
        callback.onTransfer(
            address(licenses), abi.encodeCall(licenses.buy, (offer, signature, song, address(callback), PRICE))
        );
        vm.prank(buyer);
        licenses.buy(offer, signature, song, buyer, PRICE);
        assertEq(callback.answer(), abi.encodeWithSelector(Lock.Locked.selector));
        assertEq(licenses.soldOf(PlainOffer.idOf(offer)), 1);
        assertEq(ledger.grossOf(offer.work, address(callback)), PRICE);
    }

    /// A signature of one instance or chain is worth nothing in another.
    function test_buy_revertsWhen_theSignatureIsOfAnotherChain() public {
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.chainId(1);
        song.home = here(address(works));
        offer.work = Plain.idOf(song);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongSignature.selector, alice));
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    function test_buyPulled_asksTheCallerForTheMoney(bytes calldata data) public {
        Till till = new Till(address(ledger));
        token.mint(address(till), PRICE);
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(address(till));
        uint256 license = licenses.buyPulled(offer, signature, song, buyer, PRICE, data);
        assertEq(licenses.ownerOf(license), buyer);
        assertEq(till.lastData(), data);
        assertEq(ledger.grossOf(offer.work, address(token)), PRICE);
    }

    function test_buyPulled_revertsWhen_tooLittleIsBrought(uint256 brought) public {
        Till till = new Till(address(ledger));
        brought = bound(brought, 0, PRICE - 1);
        token.mint(address(till), brought);
        till.bring(brought);
        Offer memory offer = offerOf(song);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(address(till));
        vm.expectRevert(abi.encodeWithSelector(ILicenses.PaidShort.selector, brought, PRICE));
        licenses.buyPulled(offer, signature, song, buyer, PRICE, "");
    }

    function test_onPull_revertsWhen_theCallerIsNotTheLedger(address caller) public {
        vm.assume(caller != address(ledger));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.NotLedger.selector, caller));
        licenses.onPull(address(token), PRICE, abi.encode(buyer, false, ""));
    }

    function test_amount_followsTheFeedRoundingUp(uint64 answer, uint8 places, uint64 price) public {
        (Offer memory offer, Feed feed) = _feedOffer();
        offer.price = uint128(bound(price, 1, type(uint64).max));
        answer = uint64(bound(answer, 1, type(uint64).max));
        places = uint8(bound(places, 0, 18));
        feed.set(int256(uint256(answer)), block.timestamp, places);
        uint256 amount = (uint256(offer.price) * 10 ** places + answer - 1) / answer;
        deal(address(token), buyer, amount);
        buy(offer, song);
        assertEq(ledger.grossOf(offer.work, address(token)), amount);
    }

    function test_amount_revertsWhen_theFeedIsStale(uint32 age) public {
        (Offer memory offer, Feed feed) = _feedOffer();
        age = uint32(bound(age, offer.maxAge + 1, block.timestamp));
        uint256 updatedAt = block.timestamp - age;
        feed.set(1e8, updatedAt, 8);
        _expectRefusal(offer, abi.encodeWithSelector(OfferLib.PriceStale.selector, updatedAt, offer.maxAge));
        feed.set(1e8, block.timestamp + 1, 8);
        _expectRefusal(offer, abi.encodeWithSelector(OfferLib.PriceStale.selector, block.timestamp + 1, offer.maxAge));
    }

    function test_amount_revertsWhen_theFeedIsNotPositive(int256 answer) public {
        (Offer memory offer, Feed feed) = _feedOffer();
        answer = bound(answer, type(int256).min, 0);
        feed.set(answer, block.timestamp, 8);
        _expectRefusal(offer, abi.encodeWithSelector(OfferLib.PriceNotPositive.selector, answer));
    }

    function test_amount_revertsWhen_outOfTheHoldersBounds() public {
        (Offer memory offer, Feed feed) = _feedOffer();
        (offer.minPrice, offer.maxPrice) = (PRICE, PRICE);
        feed.set(1e8 + 1, block.timestamp, 8);
        feed.set(2e8, block.timestamp, 8);
        bytes4 error = OfferLib.PriceOutOfBounds.selector;
        _expectRefusal(offer, abi.encodeWithSelector(error, PRICE / 2, PRICE, PRICE));
        feed.set(5e7, block.timestamp, 8);
        _expectRefusal(offer, abi.encodeWithSelector(error, PRICE * 2, PRICE, PRICE));
    }

    function test_buy_revertsWhen_thePricePassesWhatTheBuyerAccepts() public {
        (Offer memory offer, Feed feed) = _feedOffer();
        feed.set(1e8 - 1, block.timestamp, 8);
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.PriceTooHigh.selector, PRICE + 1, PRICE));
        licenses.buy(offer, signature, song, buyer, PRICE);
    }

    function test_exclusive_refusesOtherSalesUntilItEnds(uint8 rights, uint8 exclusive, uint8 wanted) public {
        Offer memory offer = offerOf(song);
        offer.rights = uint8(bound(rights, 1, Rights.ALL));
        offer.exclusive = exclusive & offer.rights;
        offer.duration = 30 days;
        buy(offer, song);
        Offer memory second = offerOf(song);
        second.rights = uint8(bound(wanted, 1, Rights.ALL));
        uint8 taken = second.rights & offer.exclusive;
        if (taken != 0) {
            uint8 first = taken & (~taken + 1);
            bytes4 error = ExclusivesLib.ExclusiveInForce.selector;
            uint256 until = block.timestamp + 30 days;
            _expectRefusal(second, abi.encodeWithSelector(error, offer.work, first, until));
            assertEq(licenses.exclusiveUntil(offer.work, first), until);
            vm.warp(until);
        }
        buy(second, song);
    }

    function test_exclusive_lastsForEverWhenTheLicenseDoes(uint64 later) public {
        Offer memory offer = offerOf(song);
        offer.exclusive = Rights.TRAINING;
        offer.validUntil = type(uint64).max;
        buy(offer, song);
        vm.warp(bound(later, block.timestamp, type(uint48).max - 1));
        bytes4 error = ExclusivesLib.ExclusiveInForce.selector;
        bytes memory inForce = abi.encodeWithSelector(error, offer.work, Rights.TRAINING, type(uint48).max);
        _expectRefusal(offer, inForce);
    }

    /// Licenses that run when a right is sold exclusively stay valid.
    function test_exclusive_leavesRunningLicensesValid() public {
        uint256 license = buy(offerOf(song), song);
        Offer memory offer = offerOf(song);
        offer.exclusive = Rights.ALL;
        buy(offer, song);
        assertTrue(licenses.isValid(license, Rights.COMMERCIAL));
    }

    /// R-12: one hash shows everything that a buyer or lender of the work relies on.
    function test_R12_stateOf_changesWithEverySaleTransferAndRevocation() public {
        bytes32[5] memory states;
        states[0] = licenses.stateOf(song);
        vm.startPrank(alice);
        works.mint(song, nothing(), alice);
        states[1] = licenses.stateOf(song);
        works.revokeAll(song);
        vm.stopPrank();
        states[2] = licenses.stateOf(song);
        Offer memory offer = offerOf(song);
        buy(offer, song);
        assertEq(licenses.stateOf(song), states[2], "a plain sale binds nobody");
        offer.exclusive = Rights.DISPLAY;
        buy(offer, song);
        states[3] = licenses.stateOf(song);
        vm.prank(alice);
        works.transferFrom(alice, bob, uint256(offer.work));
        states[4] = licenses.stateOf(song);
        for (uint256 i = 1; i < 5; ++i) {
            for (uint256 j; j < i; ++j) {
                if (i != 1 || j != 0) assertNotEq(states[i], states[j]);
            }
        }
    }

    function test_tokenURI_namesTheText(bytes32 text, bytes32 other) public {
        Offer memory offer = offerOf(song);
        offer.text = other;
        buy(offer, song);
        offer.text = text;
        uint256 license = buy(offer, song);
        string memory hash = LibString.toHexStringNoPrefix(uint256(text), 32);
        assertEq(licenses.tokenURI(license), string.concat("ipfs://f01551220", hash));
        vm.expectRevert();
        licenses.tokenURI(license + 1);
    }

    /// R-11: the fast id is the plain one, and clients can ask for it.
    function test_idOf_isTheStructHash(Offer memory offer) public view {
        assertEq(licenses.idOf(offer), PlainOffer.idOf(offer));
    }

    function test_transfer_needsTheResaleRight(uint8 rights) public {
        Offer memory offer = offerOf(song);
        offer.rights = uint8(bound(rights, 1, Rights.ALL));
        uint256 license = buy(offer, song);
        bool allowed = offer.rights & Rights.RESALE != 0;
        if (!allowed) vm.expectRevert(abi.encodeWithSelector(ILicenses.NotTransferable.selector, license));
        vm.prank(buyer);
        licenses.transferFrom(buyer, bob, license);
        assertEq(licenses.ownerOf(license), allowed ? bob : buyer);
    }

    function test_supportsInterface_saysWhatItIs() public view {
        assertTrue(licenses.supportsInterface(0x80ac58cd), "ERC-721");
        assertTrue(licenses.supportsInterface(0x8c65f84d), "ERC-5643");
        assertTrue(licenses.supportsInterface(0x01ffc9a7), "ERC-165");
        assertFalse(licenses.supportsInterface(0xffffffff));
    }

    function _expectRefusal(Offer memory offer, bytes memory error) private {
        bytes memory signature = signOffer(aliceKey, offer);
        vm.prank(buyer);
        vm.expectRevert(error);
        licenses.buy(offer, signature, song, buyer, type(uint256).max);
    }

    function _expectInvalid(Offer memory offer) private {
        _expectRefusal(offer, abi.encodeWithSelector(OfferLib.InvalidOffer.selector, PlainOffer.idOf(offer)));
    }

    function _feedOffer() private returns (Offer memory offer, Feed feed) {
        feed = new Feed();
        offer = offerOf(song);
        (offer.feed, offer.maxPrice, offer.maxAge) = (address(feed), type(uint128).max, 1 hours);
    }

    function _callbackOffer() private returns (CallbackToken callback, Offer memory offer) {
        callback = new CallbackToken();
        callback.mint(buyer, 10 * PRICE);
        vm.prank(buyer);
        callback.approve(address(licenses), type(uint256).max);
        offer = offerOf(song);
        offer.token = address(callback);
    }
}

/// @notice A contract that buys with its own tokens when it is asked for them.
contract Till is IPuller {
    address private immutable _ledger;
    bytes public lastData;
    uint256 private _brought = type(uint256).max;

    constructor(address ledger) {
        _ledger = ledger;
    }

    function bring(uint256 amount) external {
        _brought = amount;
    }

    function onPull(address token, uint256 amount, bytes calldata data) external {
        lastData = data;
        amount = _brought == type(uint256).max ? amount : _brought;
        (bool success,) = token.call(abi.encodeWithSignature("transfer(address,uint256)", _ledger, amount));
        require(success);
    }
}
