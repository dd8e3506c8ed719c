// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IWorks} from "../../../src/core/IWorks.sol";
import {Account as Party} from "../../../src/types/Account.sol";
import {Work} from "../../../src/types/Work.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {Plain} from "../../helpers/Plain.sol";

contract ModelKeysTest is CoreTest {
    Work private model;
    Work private output;
    bytes32 private modelId;
    bytes32 private outputId;
    uint256 private start;

    address private key;
    uint256 private secret;

    function setUp() public override {
        super.setUp();
        (key, secret) = makeAddrAndKey("model key");
        Work memory work = workOf(alice, "model");
        _keep(model, work);
        modelId = Plain.idOf(work);
        work = workOf(bob, "output");
        work.origin = modelId;
        _keep(output, work);
        outputId = Plain.idOf(work);
        start = block.timestamp;
    }

    /// R-10: a key speaks from its first second until the last, and not a second more.
    function test_isAuthorized_onlyDuringThePeriod(uint32 wait, uint32 length, uint64 time) public {
        uint256 from = start + wait;
        uint256 until = from + 1 + length;
        _authorize(from, until);
        assertEq(works.isAuthorized(modelId, key, time), time >= from && time < until);
        assertFalse(works.isAuthorized(modelId, key, from - 1));
        assertTrue(works.isAuthorized(modelId, key, from));
        assertTrue(works.isAuthorized(modelId, key, until - 1));
        assertFalse(works.isAuthorized(modelId, key, until));
    }

    /// R-10: nobody can be authorized for the past.
    function test_authorize_revertsWhen_thePeriodBeginsInThePast(uint64 early, uint64 until) public {
        uint64 from = uint64(bound(early, 0, start - 1));
        vm.expectRevert(abi.encodeWithSelector(IWorks.BadPeriod.selector, from, until, start));
        vm.prank(alice);
        works.authorize(model, key, from, until);
    }

    function test_authorize_revertsWhen_thePeriodIsEmpty(uint64 from, uint64 until) public {
        from = uint64(bound(from, start, type(uint64).max));
        until = uint64(bound(until, 0, from));
        vm.expectRevert(abi.encodeWithSelector(IWorks.BadPeriod.selector, from, until, start));
        vm.prank(alice);
        works.authorize(model, key, from, until);
    }

    function test_keysAreTheHoldersToGiveAndTake(address caller) public {
        vm.assume(caller != alice);
        bytes memory reason = abi.encodeWithSelector(IWorks.NotHolder.selector, caller, alice);
        vm.startPrank(caller);
        vm.expectRevert(reason);
        works.authorize(model, key, uint64(start), uint64(start + 1));
        vm.expectRevert(reason);
        works.revoke(model, key);
        vm.expectRevert(reason);
        works.revokeAll(model);
    }

    function test_keysBelongToTheOwnerOnceTheModelIsMinted() public {
        vm.startPrank(alice);
        works.mint(model, nothing(), bob);
        vm.expectRevert(abi.encodeWithSelector(IWorks.NotHolder.selector, alice, bob));
        works.authorize(model, key, uint64(start), uint64(start + 1));
        vm.stopPrank();
        vm.prank(bob);
        works.authorize(model, key, uint64(start), uint64(start + 1));
        assertTrue(works.isAuthorized(modelId, key, start));
    }

    function test_authorize_revertsWhen_theModelIsNotAtHome(uint256 home) public {
        Work memory abroad = workOf(alice, "abroad");
        vm.assume(home != Party.unwrap(abroad.home));
        abroad.home = Party.wrap(home);
        vm.expectRevert(abi.encodeWithSelector(IWorks.NotHolder.selector, alice, address(0)));
        vm.prank(alice);
        works.authorize(abroad, key, uint64(start), uint64(start + 1));
    }

    function test_authorize_revertsWhen_theKeyIsZero() public {
        vm.expectRevert(IWorks.ZeroKey.selector);
        vm.prank(alice);
        works.authorize(model, address(0), uint64(start), uint64(start + 1));
    }

    /// R-10: a key is authorized once, so that its history cannot be rewritten: not after its end, nor after a revoke.
    function test_authorize_revertsWhen_theKeyWasAuthorizedBefore(uint32 wait, bool revoked, bool all) public {
        _authorize(start, start + 1 days);
        vm.startPrank(alice);
        if (revoked) works.revoke(model, key);
        if (all) works.revokeAll(model);
        vm.warp(start + wait);
        vm.expectRevert(abi.encodeWithSelector(IWorks.AlreadyAuthorized.selector, modelId, key));
        works.authorize(model, key, uint64(block.timestamp), uint64(block.timestamp + 1));
    }

    /// R-10: revoking ends a key from that second on and changes nothing before.
    function test_revoke_endsTheKeyFromThatSecondOn(uint32 wait, uint64 time) public {
        _authorize(start, type(uint64).max);
        vm.warp(start + wait);
        vm.prank(alice);
        works.revoke(model, key);
        assertEq(works.isAuthorized(modelId, key, time), time >= start && time < start + wait);
    }

    function test_revoke_revertsWhen_theKeyHasNoAuthority() public {
        bytes memory reason = abi.encodeWithSelector(IWorks.NotAuthorized.selector, modelId, key);
        vm.expectRevert(reason);
        vm.prank(alice);
        works.revoke(model, key);
        _authorize(start, start + 1 days);
        vm.startPrank(alice);
        works.revoke(model, key);
        vm.warp(start + 1);
        vm.expectRevert(reason);
        works.revoke(model, key);
    }

    /// R-10: a key that was revoked before its period never speaks.
    function test_revoke_endsAKeyBeforeItBegins(uint64 time) public {
        _authorize(start + 1 days, start + 2 days);
        vm.prank(alice);
        works.revoke(model, key);
        assertFalse(works.isAuthorized(modelId, key, time));
    }

    /// R-10: a key is dead from the FIRST revokeAll after its grant; no later one moves that time.
    function test_revokeAll_endsAKeyAtTheFirstOneAfterItsGrant(uint32 first, uint32 second, uint32 third, uint64 time)
        public
    {
        _authorize(start, type(uint64).max);
        uint256 end = start + first;
        vm.startPrank(alice);
        vm.warp(end);
        works.revokeAll(model);
        vm.warp(end + second);
        works.revokeAll(model);
        vm.warp(end + second + third);
        works.revokeAll(model);
        assertEq(works.isAuthorized(modelId, key, time), time >= start && time < end);
    }

    /// R-10: a key of a later generation does not bring earlier ones back, and a key granted for later dies as well.
    function test_revokeAll_separatesGenerations(uint32 wait) public {
        _authorize(start + wait, type(uint64).max);
        (address next,) = makeAddrAndKey("next key");
        vm.startPrank(alice);
        works.revokeAll(model);
        works.authorize(model, next, uint64(start), type(uint64).max);
        assertFalse(works.isAuthorized(modelId, key, start + wait));
        assertTrue(works.isAuthorized(modelId, next, start + wait));
        assertTrue(works.isAuthorized(modelId, next, start));
    }

    function test_keysOfOneModelSayNothingOfAnother(bytes32 other) public {
        vm.assume(other != modelId);
        _authorize(start, type(uint64).max);
        assertFalse(works.isAuthorized(other, key, start));
    }

    /// R-10: an output is authentic now while its key is authorized now.
    function test_isAuthentic_withoutAnAnchorTheTimeIsNow(uint32 wait) public {
        _authorize(start, start + 1 days);
        IWorks.Attestation memory attestation = _signed(secret);
        vm.warp(start + wait);
        assertEq(works.isAuthentic(output, attestation), wait < 1 days);
    }

    /// R-10: what was anchored while the key was authorized stays authentic for ever.
    function test_isAuthentic_staysWhenItWasAnchoredBeforeARevocation(bool all, bytes32 beside) public {
        _authorize(start, start + 1 days);
        IWorks.Attestation memory attestation = _anchored(secret, beside);
        vm.warp(start + 1);
        vm.startPrank(alice);
        if (all) works.revokeAll(model);
        else works.revoke(model, key);
        vm.warp(start + 365 days);
        assertTrue(works.isAuthentic(output, attestation));
        attestation.root = 0;
        assertFalse(works.isAuthentic(output, attestation), "without the anchor");
        attestation.root = _anchored(secret, beside).root;
        attestation.path = new bytes32[](0);
        assertFalse(works.isAuthentic(output, attestation), "without the path");
    }

    /// R-10: what is anchored in the second of a revocation, or later, comes too late.
    function test_isAuthentic_isFalseWhenItWasAnchoredAtARevocation(uint32 wait, bool all) public {
        _authorize(start, type(uint64).max);
        vm.startPrank(alice);
        if (all) works.revokeAll(model);
        else works.revoke(model, key);
        vm.stopPrank();
        vm.warp(start + wait);
        assertFalse(works.isAuthentic(output, _anchored(secret, keccak256("beside"))));
    }

    /// R-10: what was anchored before its key was authorized proves nothing: the key may have been anybody's then.
    function test_isAuthentic_isFalseWhenItWasAnchoredBeforeTheGrant() public {
        IWorks.Attestation memory attestation = _anchored(secret, keccak256("beside"));
        vm.warp(start + 1);
        _authorize(start + 1, start + 1 days);
        assertFalse(works.isAuthentic(output, attestation));
    }

    /// R-10: an old anchor of the id cannot be signed later with a leaked key, because the leaf binds the signature.
    function test_isAuthentic_isFalseWhenALeakedKeySignsUnderAnOldAnchor() public {
        (address leaked, uint256 leakedSecret) = makeAddrAndKey("leaked");
        vm.prank(alice);
        works.authorize(model, leaked, uint64(start), uint64(start + 1 days));
        // The id alone was anchored while the key was good, as was the id with an empty or another signature.
        bytes32[3] memory leaves =
            [outputId, Plain.anchorLeafOf(outputId, ""), Plain.anchorLeafOf(outputId, signOutput(secret, outputId))];
        for (uint256 i; i < 3; ++i) {
            works.anchor(leaves[i]);
        }
        vm.warp(start + 2 days);
        for (uint256 i; i < 3; ++i) {
            IWorks.Attestation memory attestation =
                attested(signOutput(leakedSecret, outputId), leaves[i], new bytes32[](0));
            assertFalse(works.isAuthentic(output, attestation));
            attestation.path = new bytes32[](1);
            assertFalse(works.isAuthentic(output, attestation));
        }
    }

    function test_isAuthentic_isFalseWhenTheRootWasNeverAnchored() public {
        _authorize(start, type(uint64).max);
        bytes memory signature = signOutput(secret, outputId);
        bytes32 root = Plain.anchorLeafOf(outputId, signature);
        assertFalse(works.isAuthentic(output, attested(signature, root, new bytes32[](0))));
    }

    function test_isAuthentic_isFalseWhenAnotherKeySigned(uint256 other) public {
        _authorize(start, type(uint64).max);
        other = bound(other, 1, type(uint128).max);
        vm.assume(vm.addr(other) != key);
        assertFalse(works.isAuthentic(output, _signed(other)));
    }

    /// A broken signature recovers to zero, which is nobody's key.
    function test_isAuthentic_isFalseWhenTheSignatureIsBroken(bytes memory signature) public {
        _authorize(start, type(uint64).max);
        assertFalse(works.isAuthentic(output, attested(signature, 0, new bytes32[](0))));
    }

    /// R-1: a signature is for one work, whose id binds its origin and home.
    function test_isAuthentic_isFalseForAnyOtherWork(uint8 field) public {
        _authorize(start, type(uint64).max);
        IWorks.Attestation memory attestation = _signed(secret);
        assertTrue(works.isAuthentic(output, attestation));
        Work memory other = output;
        if (field % 3 == 0) other.record = keccak256("another");
        if (field % 3 == 1) other.origin = field % 2 == 0 ? bytes32(0) : keccak256("another");
        if (field % 3 == 2) other.home = here(stranger);
        assertFalse(works.isAuthentic(other, attestation));
    }

    function test_mint_takesAnOutputOfAnAuthorizedKey() public {
        _authorize(start, type(uint64).max);
        vm.prank(bob);
        works.mint(output, _signed(secret), bob);
        assertEq(works.holderOf(output), bob);
    }

    function test_mint_takesAnOutputThatWasAnchoredInTime(uint32 wait) public {
        _authorize(start, start + 1);
        IWorks.Attestation memory attestation = _anchored(secret, keccak256("beside"));
        vm.warp(start + wait);
        vm.prank(bob);
        works.mint(output, attestation, bob);
        assertEq(works.holderOf(output), bob);
    }

    function test_mint_revertsWhen_anOutputIsNotAuthentic(uint32 wait) public {
        _authorize(start, start + 1);
        vm.warp(start + 1 + wait);
        IWorks.Attestation memory attestation = _signed(secret);
        vm.expectRevert(abi.encodeWithSelector(IWorks.NotAuthentic.selector, outputId, modelId));
        vm.prank(bob);
        works.mint(output, attestation, bob);
        vm.expectRevert(abi.encodeWithSelector(IWorks.NotAuthentic.selector, outputId, modelId));
        vm.prank(bob);
        works.mint(output, nothing(), bob);
    }

    function _authorize(uint256 from, uint256 until) private {
        vm.prank(alice);
        works.authorize(model, key, uint64(from), uint64(until));
    }

    function _signed(uint256 by) private view returns (IWorks.Attestation memory) {
        return attested(signOutput(by, outputId), 0, new bytes32[](0));
    }

    /// @dev Anchored under a root of two leaves.
    function _anchored(uint256 by, bytes32 beside) private returns (IWorks.Attestation memory) {
        bytes memory signature = signOutput(by, outputId);
        bytes32 leaf = Plain.anchorLeafOf(outputId, signature);
        bytes32[] memory path = new bytes32[](1);
        path[0] = beside;
        bytes32 root = keccak256(leaf < beside ? abi.encode(leaf, beside) : abi.encode(beside, leaf));
        works.anchor(root);
        return attested(signature, root, path);
    }

    function _keep(Work storage to, Work memory work) private {
        (to.creator, to.home, to.record, to.origin) = (work.creator, work.home, work.record, work.origin);
    }
}
