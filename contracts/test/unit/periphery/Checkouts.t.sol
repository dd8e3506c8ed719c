// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

// Over 400 lines: settling, delivering, refunding and sweeping share one done-flag, so they are tested together.

import {ILicenses} from "../../../src/core/ILicenses.sol";
import {Lock} from "../../../src/core/Lock.sol";
import {IERC3009} from "../../../src/external/IERC3009.sol";
import {ICheckouts} from "../../../src/periphery/ICheckouts.sol";
import {Offer} from "../../../src/types/Offer.sol";
import {Rights} from "../../../src/types/Rights.sol";
import {Work} from "../../../src/types/Work.sol";
import {KeyWallet} from "../../helpers/KeyWallet.sol";
import {LicenseTest} from "../../helpers/LicenseTest.sol";
import {PlainOffer} from "../../helpers/PlainOffer.sol";
import {CallbackToken, LyingDollar} from "../../helpers/SaleTokens.sol";

/// @notice Buying by paying an address.
contract CheckoutsTest is LicenseTest {
    bytes32 private constant RESOURCE = "/songs/1";

    Work private song;
    Offer private offer;
    bytes private signature;
    address private checkout;
    uint256 private deadline;

    address private victim;
    uint256 private victimKey;

    function setUp() public override {
        super.setUp();
        song = workOf(alice, "song");
        offer = offerOf(song);
        offer.token = address(dollar);
        _sign();
        deadline = block.timestamp + 1 hours;
        (victim, victimKey) = makeAddrAndKey("victim");
        dollar.mint(victim, 1e12);
    }

    function test_settle_turnsAPlainAuthorizationIntoALicense(bytes32 nonce) public {
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, nonce);
        vm.prank(stranger);
        uint256 license = checkouts.settle(offer, signature, song, RESOURCE, by);
        assertEq(licenses.ownerOf(license), buyer);
        assertTrue(licenses.isValid(license, Rights.DISPLAY));
        assertEq(ledger.grossOf(offer.work, address(dollar)), PRICE);
        assertEq(dollar.balanceOf(checkout), 0);
        assertTrue(checkouts.isDone(checkout, buyer, nonce));
    }

    function test_settle_showsWhichPaymentBoughtWhat() public {
        uint256 license = (uint256(PlainOffer.idOf(offer)) >> 32 << 32) + 1;
        vm.expectEmit(address(checkouts));
        emit ICheckouts.Settled(checkout, buyer, "nonce", license);
        _settle("nonce");
    }

    function test_checkoutOf_differsForEveryOfferAndResource(bytes32 a, bytes32 b, bytes32 c, bytes32 d) public view {
        vm.assume(a != c || b != d);
        assertNotEq(checkouts.checkoutOf(a, b), checkouts.checkoutOf(c, d));
    }

    /// R-9: an authorization settles once.
    function test_R9_settle_revertsWhen_itWasSettledBefore() public {
        _settle("nonce");
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.AlreadyDone.selector, buyer, bytes32("nonce")));
        checkouts.settle(offer, signature, song, RESOURCE, by);
        _settle("another");
        assertEq(licenses.balanceOf(buyer), 2);
    }

    /// Over and under the price, the authorization is not used and nothing is lost.
    function test_settle_revertsWhen_theValueIsNotThePrice(uint256 value) public {
        vm.assume(value != PRICE);
        ICheckouts.Authorization memory by = authorize(checkout, value, "nonce");
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.WrongValue.selector, value, PRICE));
        checkouts.settle(offer, signature, song, RESOURCE, by);
        assertFalse(dollar.authorizationState(buyer, "nonce"));
    }

    function test_settle_revertsWhen_theAuthorizationIsForAnotherCheckout() public {
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        bytes memory reason = abi.encodeWithSignature("ERC3009InvalidSignature()");
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.AuthorizationRefused.selector, reason));
        checkouts.settle(offer, signature, song, "/songs/2", by);
    }

    function test_settle_revertsWhen_theAuthorizationIsOutOfTime() public {
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        vm.warp(by.validBefore);
        bytes memory reason =
            abi.encodeWithSignature("ERC3009InvalidAuthorizationTime(uint256,uint256)", 0, by.validBefore);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.AuthorizationRefused.selector, reason));
        checkouts.settle(offer, signature, song, RESOURCE, by);
    }

    function test_settle_revertsWhen_thePayerCannotPay() public {
        deal(address(dollar), buyer, PRICE - 1);
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        vm.expectRevert();
        checkouts.settle(offer, signature, song, RESOURCE, by);
        assertFalse(checkouts.isDone(checkout, buyer, "nonce"));
    }

    function test_settle_revertsWhen_thePriceFollowsAFeed() public {
        offer.feed = address(1);
        _sign();
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.FeedRefused.selector, address(1)));
        checkouts.settle(offer, signature, song, RESOURCE, by);
    }

    function test_settle_takesAContractAccountsSignature(bool padded) public {
        KeyWallet wallet = new KeyWallet(buyer);
        dollar.mint(address(wallet), PRICE);
        ICheckouts.Authorization memory by = authorize(address(wallet), buyerKey, checkout, PRICE, "nonce");
        // As long as a key's signature, or longer.
        if (padded) by.signature = bytes.concat(by.signature, "more");
        assertEq(licenses.ownerOf(checkouts.settle(offer, signature, song, RESOURCE, by)), address(wallet));
    }

    /// The token must move the money; its word does not count while another's payment lies there.
    function test_settle_revertsWhen_theMoneyDidNotArrive() public {
        LyingDollar lying = new LyingDollar();
        offer.token = address(lying);
        _sign();
        lying.mint(checkout, PRICE);
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.NotArrived.selector, PRICE, PRICE, PRICE));
        checkouts.settle(offer, signature, song, RESOURCE, by);
    }

    /// R-9: a buyer who signs, cancels and comes back with the used nonce does not take what a victim paid.
    function test_R9_settle_revertsWhen_theBuyerCancelledAndAVictimPaid() public {
        _pay(victim, victimKey, "victim's");
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "attacker's");
        vm.prank(buyer);
        dollar.cancelAuthorization(buyer, "attacker's", _signCancel("attacker's"));
        assertTrue(dollar.authorizationState(buyer, "attacker's"));

        bytes memory reason =
            abi.encodeWithSignature("ERC3009UsedAuthorization(address,bytes32)", buyer, bytes32("attacker's"));
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.AuthorizationRefused.selector, reason));
        checkouts.settle(offer, signature, song, RESOURCE, by);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.WrongGateway.selector, gateway));
        _deliver(buyer, "attacker's", signDeliver(buyerKey, checkout, buyer, "attacker's", deadline));

        uint256 license = _deliver(victim, "victim's", signDeliver(gatewayKey, checkout, victim, "victim's", deadline));
        assertEq(licenses.ownerOf(license), victim);
    }

    /// A stranger who submits the bare transfer first cannot make the payer lose it.
    function test_deliver_completesWhatAStrangerFrontRan() public {
        _pay(buyer, buyerKey, "nonce");
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        vm.expectRevert();
        checkouts.settle(offer, signature, song, RESOURCE, by);
        uint256 license = _deliver(buyer, "nonce", signDeliver(gatewayKey, checkout, buyer, "nonce", deadline));
        assertEq(licenses.ownerOf(license), buyer);
        assertEq(ledger.grossOf(offer.work, address(dollar)), PRICE);
    }

    /// R-9: over settle, deliver and refund together, a nonce buys or is refunded once.
    function test_R9_aNonceIsDoneOnce(uint8 first, uint8 second) public {
        // Somebody else's money is there to be taken.
        _pay(victim, victimKey, "victim's");
        first = first % 3;
        if (first == 0) _settle("nonce");
        else _pay(buyer, buyerKey, "nonce");
        if (first == 1) _deliver(buyer, "nonce", signDeliver(gatewayKey, checkout, buyer, "nonce", deadline));
        if (first == 2) _refund(buyer, "nonce", PRICE, gatewayKey);

        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        bytes memory deliver = signDeliver(gatewayKey, checkout, buyer, "nonce", deadline);
        bytes memory refund = signRefund(gatewayKey, checkout, buyer, "nonce", PRICE, deadline);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.AlreadyDone.selector, buyer, bytes32("nonce")));
        if (second % 3 == 0) checkouts.settle(offer, signature, song, RESOURCE, by);
        else if (second % 3 == 1) _deliver(buyer, "nonce", deliver);
        else checkouts.refund(offer, RESOURCE, buyer, "nonce", PRICE, deadline, refund);
        assertEq(dollar.balanceOf(checkout), PRICE);
    }

    function test_deliver_takesAContractGateway() public {
        offer.gateway = address(new KeyWallet(gateway));
        _sign();
        _pay(buyer, buyerKey, "nonce");
        _deliver(buyer, "nonce", signDeliver(gatewayKey, checkout, buyer, "nonce", deadline));
    }

    function test_deliver_revertsWhen_theOfferNamesNoGateway(bytes calldata word) public {
        offer.gateway = address(0);
        _sign();
        _pay(buyer, buyerKey, "nonce");
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.WrongGateway.selector, address(0)));
        _deliver(buyer, "nonce", word);
    }

    function test_deliver_revertsWhen_theWordIsForSomethingElse(uint8 what) public {
        _pay(buyer, buyerKey, "nonce");
        _pay(buyer, buyerKey, "other");
        bytes memory word = [
            signDeliver(gatewayKey, checkouts.checkoutOf("another", RESOURCE), buyer, "nonce", deadline),
            signDeliver(gatewayKey, checkout, victim, "nonce", deadline),
            signDeliver(gatewayKey, checkout, buyer, "other", deadline),
            signDeliver(gatewayKey, checkout, buyer, "nonce", deadline + 1),
            signRefund(gatewayKey, checkout, buyer, "nonce", PRICE, deadline)
        ][what % 5];
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.WrongGateway.selector, gateway));
        _deliver(buyer, "nonce", word);
    }

    function test_deliver_revertsWhen_theWordIsTooOld(uint32 late) public {
        _pay(buyer, buyerKey, "nonce");
        bytes memory word = signDeliver(gatewayKey, checkout, buyer, "nonce", deadline);
        vm.warp(deadline + bound(late, 1, type(uint32).max));
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.DeadlinePassed.selector, deadline));
        _deliver(buyer, "nonce", word);
    }

    /// What can no longer be delivered can still be refunded.
    function test_refund_sendsBackWhatTheOfferCanNoLongerBuy() public {
        _pay(buyer, buyerKey, "nonce");
        vm.prank(alice);
        licenses.cancelAll();
        bytes memory word = signDeliver(gatewayKey, checkout, buyer, "nonce", deadline);
        vm.expectRevert(abi.encodeWithSelector(ILicenses.WrongCounter.selector, 0, 1));
        _deliver(buyer, "nonce", word);
        uint256 before = dollar.balanceOf(buyer);
        _refund(buyer, "nonce", PRICE, gatewayKey);
        assertEq(dollar.balanceOf(buyer), before + PRICE);
    }

    function test_refund_sendsBackAWrongAmount(uint64 amount) public {
        vm.prank(buyer);
        dollar.transfer(checkout, amount = uint64(bound(amount, 1, 1e12)));
        vm.expectEmit(address(checkouts));
        emit ICheckouts.Refunded(checkout, buyer, "receipt", amount);
        _refund(buyer, "receipt", amount, gatewayKey);
        assertEq(dollar.balanceOf(buyer), 1e12);
    }

    function test_refund_revertsWhen_theGatewayDidNotSign() public {
        _pay(buyer, buyerKey, "nonce");
        bytes memory word = signRefund(buyerKey, checkout, buyer, "nonce", PRICE, deadline);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.WrongGateway.selector, gateway));
        checkouts.refund(offer, RESOURCE, buyer, "nonce", PRICE, deadline, word);
        word = signRefund(gatewayKey, checkout, buyer, "nonce", PRICE, deadline);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.WrongGateway.selector, gateway));
        checkouts.refund(offer, RESOURCE, buyer, "nonce", PRICE - 1, deadline, word);
    }

    function test_sweep_paysTheSalesBucketAfterADay(uint32 wait) public {
        _pay(buyer, buyerKey, "nonce");
        assertEq(_note(), PRICE);
        wait = uint32(bound(wait, 0, 1 days - 1));
        skip(wait);
        _expectNothingToSweep();
        skip(1 days - wait);
        assertEq(checkouts.sweep(offer, RESOURCE, address(dollar)), PRICE);
        assertEq(ledger.grossOf(offer.work, address(dollar)), PRICE);
        _expectNothingToSweep();
    }

    function test_sweep_revertsWhen_nothingWasNoted() public {
        _pay(buyer, buyerKey, "nonce");
        _expectNothingToSweep();
    }

    /// A payment that arrived after the note has its own day.
    function test_sweep_leavesLaterPayments() public {
        _pay(buyer, buyerKey, "old");
        _note();
        skip(1 days);
        _pay(victim, victimKey, "new");
        checkouts.sweep(offer, RESOURCE, address(dollar));
        assertEq(dollar.balanceOf(checkout), PRICE);
        _expectNothingToSweep();
        _deliver(victim, "new", signDeliver(gatewayKey, checkout, victim, "new", deadline + 1 days), deadline + 1 days);
    }

    /// Found by the invariant of R-9 with seed 0x483ca99d9b946ac899344a997940840329f961079ccd1f4bef52070bb2d26404: a
    /// gateway that answers a payment after its money was swept is paid from what came since. So it answers in a day.
    function test_deliver_isPaidFromLaterMoneyWhen_itsOwnWasSwept() public {
        _pay(buyer, buyerKey, "old");
        _note();
        skip(1 days);
        checkouts.sweep(offer, RESOURCE, address(dollar));
        _pay(victim, victimKey, "new");
        uint256 late = deadline + 1 days;
        _deliver(buyer, "old", signDeliver(gatewayKey, checkout, buyer, "old", late), late);
        assertEq(dollar.balanceOf(checkout), 0);
    }

    /// Delivering a noted payment must not let its note take a later one.
    function test_sweep_leavesLaterPaymentsWhenTheNotedOneWasDelivered(bool refunded) public {
        _pay(buyer, buyerKey, "old");
        _note();
        if (refunded) _refund(buyer, "old", PRICE, gatewayKey);
        else _deliver(buyer, "old", signDeliver(gatewayKey, checkout, buyer, "old", deadline));
        (uint256 amount,) = checkouts.noteOf(checkout, address(dollar));
        assertEq(amount, 0);
        skip(1 days);
        _pay(victim, victimKey, "new");
        _expectNothingToSweep();
        assertEq(dollar.balanceOf(checkout), PRICE);
    }

    /// Nobody can push the day back by noting again, or bring it forward for money that came later.
    function test_note_revertsWhen_oneIsPending() public {
        _pay(buyer, buyerKey, "old");
        _note();
        _pay(victim, victimKey, "new");
        bytes32 id = PlainOffer.idOf(offer);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.NotePending.selector, block.timestamp + 1 days));
        checkouts.note(id, RESOURCE, address(dollar));
        skip(1 days);
        checkouts.sweep(offer, RESOURCE, address(dollar));
        assertEq(_note(), PRICE);
    }

    function test_note_revertsWhen_thereIsNothing() public {
        bytes32 id = PlainOffer.idOf(offer);
        bytes4 error = ICheckouts.NothingToSweep.selector;
        vm.expectRevert(abi.encodeWithSelector(error, checkout, address(dollar)));
        checkouts.note(id, RESOURCE, address(dollar));
    }

    /// A token sent by mistake is not lost: it goes to the work after a day.
    function test_sweep_movesAnyToken(uint128 amount) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        token.mint(checkout, amount);
        checkouts.note(PlainOffer.idOf(offer), RESOURCE, address(token));
        skip(1 days);
        assertEq(checkouts.sweep(offer, RESOURCE, address(token)), amount);
    }

    function test_settle_revertsWhen_itIsCalledWithinAnotherCall() public {
        CallbackToken callback = new CallbackToken();
        callback.mint(checkout, 1);
        checkouts.note(PlainOffer.idOf(offer), RESOURCE, address(callback));
        skip(1 days);
        ICheckouts.Authorization memory by = authorize(checkout, PRICE, "nonce");
        callback.onTransfer(
            address(checkouts), abi.encodeCall(checkouts.settle, (offer, signature, song, RESOURCE, by))
        );
        checkouts.sweep(offer, RESOURCE, address(callback));
        assertEq(callback.answer(), abi.encodeWithSelector(Lock.Locked.selector));
    }

    function test_onPull_revertsWhen_aStrangerCalls(address caller) public {
        vm.assume(caller != address(ledger) && caller != address(licenses));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(ICheckouts.UnexpectedPull.selector, caller));
        checkouts.onPull(address(dollar), PRICE, abi.encode(checkout));
    }

    function _sign() private {
        signature = signOffer(aliceKey, offer);
        checkout = checkouts.checkoutOf(PlainOffer.idOf(offer), RESOURCE);
    }

    function _settle(bytes32 nonce) private {
        checkouts.settle(offer, signature, song, RESOURCE, authorize(checkout, PRICE, nonce));
    }

    /// @dev Submits the bare transfer, as a stranger may.
    function _pay(address who, uint256 key, bytes32 nonce) private {
        ICheckouts.Authorization memory by = authorize(who, key, checkout, PRICE, nonce);
        vm.prank(stranger);
        IERC3009(address(dollar))
            .transferWithAuthorization(who, checkout, PRICE, by.validAfter, by.validBefore, nonce, by.signature);
    }

    function _deliver(address who, bytes32 nonce, bytes memory word) private returns (uint256) {
        return _deliver(who, nonce, word, deadline);
    }

    function _deliver(address who, bytes32 nonce, bytes memory word, uint256 until) private returns (uint256) {
        return checkouts.deliver(offer, signature, song, RESOURCE, who, nonce, until, word);
    }

    function _refund(address who, bytes32 nonce, uint256 amount, uint256 key) private {
        bytes memory word = signRefund(key, checkout, who, nonce, amount, deadline);
        checkouts.refund(offer, RESOURCE, who, nonce, amount, deadline, word);
    }

    function _note() private returns (uint256) {
        return checkouts.note(PlainOffer.idOf(offer), RESOURCE, address(dollar));
    }

    function _expectNothingToSweep() private {
        bytes4 error = ICheckouts.NothingToSweep.selector;
        vm.expectRevert(abi.encodeWithSelector(error, checkout, address(dollar)));
        checkouts.sweep(offer, RESOURCE, address(dollar));
    }

    function _signCancel(bytes32 nonce) private view returns (bytes memory) {
        bytes32 typehash = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
        bytes32 structHash = keccak256(abi.encode(typehash, buyer, nonce));
        return sign(buyerKey, keccak256(abi.encodePacked("\x19\x01", dollar.DOMAIN_SEPARATOR(), structHash)));
    }
}
