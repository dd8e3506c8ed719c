// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRoyaltyReceivers} from "../../../src/core/IRoyaltyReceivers.sol";
import {IWorks} from "../../../src/core/IWorks.sol";
import {Works} from "../../../src/core/Works.sol";
import {Account as Party, AccountLib} from "../../../src/types/Account.sol";
import {Flow, Kind, Work, WorkLib} from "../../../src/types/Work.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {Plain} from "../../helpers/Plain.sol";
import {LyingWallet, Wallet} from "../../helpers/Wallets.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {LibString} from "solady/utils/LibString.sol";

contract WorksTest is CoreTest {
    function test_idOf_isThePlainStructHash(Work memory work) public view {
        work = valid(work);
        assertEq(works.idOf(work), Plain.idOf(work));
    }

    function test_mint_makesTheReceiverTheOwner(Work memory work, address to) public {
        vm.assume(to != address(0));
        work = _atHome(work);
        bytes32 id = Plain.idOf(work);
        vm.expectEmit(address(works));
        emit IWorks.Published(id, work);
        vm.prank(alice);
        assertEq(works.mint(work, nothing(), to), id);
        assertEq(works.ownerOf(uint256(id)), to);
        assertEq(works.holderOf(work), to);
        assertEq(works.epochOf(id), 0);
    }

    function test_mint_revertsWhen_theCallerIsNotTheCreator(address caller) public {
        vm.assume(caller != alice);
        Work memory work = workOf(alice, "mine");
        vm.expectRevert(abi.encodeWithSelector(IWorks.NotCreator.selector, caller, Party.unwrap(work.creator)));
        vm.prank(caller);
        works.mint(work, nothing(), caller);
    }

    function test_mint_revertsWhen_theWorkIsMinted(address to) public {
        vm.assume(to != address(0));
        Work memory work = _mint(workOf(alice, "once"), to);
        bytes memory signature = signMint(aliceKey, Plain.idOf(work), bob, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IWorks.AlreadyMinted.selector, Plain.idOf(work)));
        vm.prank(alice);
        works.mint(work, nothing(), bob);
        vm.expectRevert(abi.encodeWithSelector(IWorks.AlreadyMinted.selector, Plain.idOf(work)));
        works.mintFor(work, nothing(), bob, block.timestamp, signature);
    }

    function test_mint_revertsWhen_theHomeIsElsewhere(uint256 home) public {
        Work memory work = workOf(alice, "abroad");
        vm.assume(home != Party.unwrap(work.home));
        uint256 here = Party.unwrap(work.home);
        work.home = Party.wrap(home);
        vm.expectRevert(abi.encodeWithSelector(IWorks.NotHome.selector, home, here));
        vm.prank(alice);
        works.mint(work, nothing(), alice);
    }

    function test_mint_revertsWhen_theChainIsAnother(uint64 chain) public {
        Work memory work = workOf(alice, "abroad");
        vm.assume(chain != 0 && chain != block.chainid && chain != type(uint64).max);
        vm.chainId(chain);
        vm.expectPartialRevert(IWorks.NotHome.selector);
        vm.prank(alice);
        works.mint(work, nothing(), alice);
    }

    function test_mint_revertsWhen_theReceiverIsNobody() public {
        Work memory work = workOf(alice, "lost");
        vm.expectRevert(ERC721.TransferToZeroAddress.selector);
        vm.prank(alice);
        works.mint(work, nothing(), address(0));
    }

    function test_mint_revertsWhen_theWorkIsInvalid() public {
        Work memory work = workOf(alice, "greedy");
        work.resale = 1_000_001;
        vm.expectRevert(abi.encodeWithSelector(WorkLib.ResaleTooHigh.selector, 1_000_001, 1_000_000));
        vm.prank(alice);
        works.mint(work, nothing(), alice);
    }

    /// A work without an origin has nothing to attest, in any field.
    function test_mint_revertsWhen_anAttestationHasNoOrigin(bytes memory signature, bytes32 root, bytes32[] memory path)
        public
    {
        vm.assume(signature.length + path.length != 0 || root != 0);
        Work memory work = workOf(alice, "plain");
        vm.expectRevert(abi.encodeWithSelector(IWorks.NoOrigin.selector, Plain.idOf(work)));
        vm.prank(alice);
        works.mint(work, attested(signature, root, path), alice);
    }

    /// A contract must name its chain, as creator too.
    function test_mint_takesAContractOnlyWithItsChain() public {
        Wallet wallet = new Wallet();
        Work memory work = workOf(address(wallet), "by a contract");
        vm.expectPartialRevert(IWorks.NotCreator.selector);
        wallet.mint(works, work, nothing(), bob);
        assertEq(works.holderOf(work), address(0));
        work.creator = here(address(wallet));
        wallet.mint(works, work, nothing(), bob);
        assertEq(works.holderOf(work), bob);
    }

    function test_mintFor_takesTheCreatorsSignature(Work memory work, address to, uint256 wait, uint256 late) public {
        vm.assume(to != address(0));
        work = _atHome(work);
        wait = bound(wait, 0, 365 days);
        uint256 deadline = block.timestamp + wait;
        bytes memory signature = signMint(aliceKey, Plain.idOf(work), to, deadline);
        vm.warp(deadline - bound(late, 0, wait));
        vm.prank(stranger);
        assertEq(works.mintFor(work, nothing(), to, deadline, signature), Plain.idOf(work));
        assertEq(works.holderOf(work), to);
    }

    function test_mintFor_takesAShortSignature(address to) public {
        vm.assume(to != address(0));
        Work memory work = workOf(alice, "short");
        works.mintFor(
            work, nothing(), to, block.timestamp, _short(signMint(aliceKey, Plain.idOf(work), to, block.timestamp))
        );
        assertEq(works.holderOf(work), to);
    }

    function test_mintFor_revertsWhen_theDeadlineHasPassed(uint256 late) public {
        Work memory work = workOf(alice, "late");
        uint256 deadline = vm.getBlockTimestamp();
        bytes memory signature = signMint(aliceKey, Plain.idOf(work), bob, deadline);
        vm.warp(deadline + bound(late, 1, 365 days));
        vm.expectRevert(abi.encodeWithSelector(IWorks.Expired.selector, deadline, block.timestamp));
        works.mintFor(work, nothing(), bob, deadline, signature);
    }

    function test_mintFor_revertsWhen_aSignedFieldIsAnother(address to, uint256 deadline) public {
        vm.assume(to != bob && to != address(0));
        Work memory work = workOf(alice, "signed");
        bytes memory signature = signMint(aliceKey, Plain.idOf(work), bob, block.timestamp);
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(work, nothing(), to, block.timestamp, signature);
        deadline = bound(deadline, block.timestamp + 1, type(uint256).max);
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(work, nothing(), bob, deadline, signature);
        work.record = keccak256("another");
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(work, nothing(), bob, block.timestamp, signature);
    }

    function test_mintFor_revertsWhen_aStrangerSigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        vm.assume(vm.addr(key) != alice);
        Work memory work = workOf(alice, "forged");
        bytes memory signature = signMint(key, Plain.idOf(work), bob, block.timestamp);
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(work, nothing(), bob, block.timestamp, signature);
    }

    /// A broken signature recovers to zero, and a work of nobody's must not be mintable by it.
    function test_mintFor_revertsWhen_nobodyIsTheCreator(bytes memory signature, uint256 chain) public {
        Work memory work = workOf(alice, "nobody's");
        work.creator = Party.wrap((chain % 2) * block.chainid << 160);
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(work, nothing(), bob, block.timestamp, signature);
    }

    /// The domain binds chain and contract.
    function test_mintFor_revertsWhen_theSignatureIsForAnotherContract() public {
        Works other = new Works(IRoyaltyReceivers(address(1)));
        Work memory work = workOf(alice, "twice");
        work.home = here(address(other));
        bytes memory signature = signMint(aliceKey, Plain.idOf(work), bob, block.timestamp);
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        other.mintFor(work, nothing(), bob, block.timestamp, signature);
    }

    function test_mintFor_takesTheSignatureOfAContract() public {
        Wallet wallet = new Wallet();
        Work memory work = workOf(address(wallet), "by a contract");
        work.creator = here(address(wallet));
        bytes32 typehash = keccak256("Mint(bytes32 work,address to,uint256 deadline)");
        bytes32 id = Plain.idOf(work);
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(work, nothing(), bob, block.timestamp, "");
        wallet.approve(digestOf(address(works), keccak256(abi.encode(typehash, id, bob, block.timestamp))));
        works.mintFor(work, nothing(), bob, block.timestamp, "");
        assertEq(works.holderOf(work), bob);
    }

    function test_mintFor_revertsWhen_aContractDoesNotSayYes() public {
        for (uint256 lie; lie <= uint256(type(LyingWallet.Lie).max); ++lie) {
            LyingWallet wallet = new LyingWallet(LyingWallet.Lie(lie));
            Work memory work = workOf(address(wallet), "by a liar");
            work.creator = here(address(wallet));
            (bool success, bytes memory reason) = address(works).call{gas: 3_000_000}(
                abi.encodeCall(IWorks.mintFor, (work, nothing(), bob, block.timestamp, ""))
            );
            assertFalse(success);
            // Whoever burns all gas may also take the reason with it.
            if (reason.length != 0) assertEq(bytes4(reason), IWorks.BadSignature.selector);
        }
    }

    function test_publish_showsEachWork(Work memory one, uint8 more) public {
        Work[] memory some = new Work[](more % 5 + 1);
        for (uint256 i; i < some.length; ++i) {
            some[i] = i == 0 ? valid(one) : _owing(i);
            vm.expectEmit(address(works));
            emit IWorks.Published(Plain.idOf(some[i]), some[i]);
        }
        works.publish(some);
    }

    function test_publish_revertsWhen_aWorkIsInvalid() public {
        Work[] memory some = new Work[](1);
        some[0] = owing(workOf(alice, "unknown"), 3, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(WorkLib.UnknownKind.selector, 0, 3));
        works.publish(some);
    }

    function test_anchor_keepsTheFirstTime(bytes32 root, uint32 wait) public {
        uint256 first = vm.getBlockTimestamp();
        assertEq(works.anchoredAt(root), 0);
        vm.expectEmit(address(works));
        emit IWorks.Anchored(root, first);
        works.anchor(root);
        vm.warp(first + wait);
        works.anchor(root);
        assertEq(works.anchoredAt(root), first);
    }

    function test_holderOf_isTheCreatorWhileTheWorkIsNotMinted() public view {
        assertEq(works.holderOf(workOf(alice, "idea")), alice);
    }

    function test_holderOf_isNobodyAwayFromHome(uint256 home) public view {
        Work memory work = workOf(alice, "abroad");
        vm.assume(home != Party.unwrap(work.home));
        work.home = Party.wrap(home);
        assertEq(works.holderOf(work), address(0));
    }

    function test_holderOf_isNobodyWhenTheCreatorLivesElsewhere(uint64 chain) public view {
        vm.assume(chain != 0 && chain != block.chainid);
        Work memory work = workOf(alice, "guest");
        work.creator = AccountLib.from(chain, alice);
        assertEq(works.holderOf(work), address(0));
    }

    /// R-12: every transfer is seen in the epoch and in the fingerprint.
    function test_epochOf_growsWithEveryTransfer(uint8 transfers) public {
        Work memory work = _mint(workOf(alice, "moving"), alice);
        bytes32 id = Plain.idOf(work);
        (address from, address to) = (alice, bob);
        for (uint256 i; i < transfers; ++i) {
            bytes32 before = works.getStateFingerprint(uint256(id));
            vm.prank(from);
            works.transferFrom(from, to, uint256(id));
            (from, to) = (to, from);
            assertEq(works.epochOf(id), i + 1);
            assertNotEq(works.getStateFingerprint(uint256(id)), before);
            assertEq(works.holderOf(work), from);
        }
    }

    /// R-12: a token that went away and came back is not the one that was seen.
    function test_getStateFingerprint_changesWhenTheTokenComesBack() public {
        uint256 id = uint256(Plain.idOf(_mint(workOf(alice, "boomerang"), alice)));
        bytes32 before = works.getStateFingerprint(id);
        vm.prank(alice);
        works.transferFrom(alice, bob, id);
        vm.prank(bob);
        works.transferFrom(bob, alice, id);
        assertNotEq(works.getStateFingerprint(id), before);
    }

    /// R-12: new model keys start with `revokeAll`, which a buyer must see.
    function test_getStateFingerprint_changesWithTheKeyGeneration() public {
        Work memory work = _mint(workOf(alice, "model"), alice);
        uint256 id = uint256(Plain.idOf(work));
        bytes32 before = works.getStateFingerprint(id);
        vm.prank(alice);
        works.revokeAll(work);
        assertNotEq(works.getStateFingerprint(id), before);
    }

    function test_transferFrom_keepsTheResaleRate(uint32 resale, uint128 price) public {
        Work memory work = workOf(alice, "for sale");
        work.resale = resale % 1_000_001;
        uint256 id = uint256(Plain.idOf(_mint(work, alice)));
        vm.prank(alice);
        works.transferFrom(alice, bob, id);
        (address receiver, uint256 amount) = works.royaltyInfo(id, price);
        assertEq(receiver, works.royaltyReceivers().receiverOf(bytes32(id)));
        assertEq(amount, uint256(price) * work.resale / 1_000_000);
    }

    function test_royaltyInfo_takesAnyPrice(uint256 price, uint32 resale) public {
        Work memory work = workOf(alice, "dear");
        work.resale = resale % 1_000_001;
        (, uint256 amount) = works.royaltyInfo(uint256(Plain.idOf(_mint(work, alice))), price);
        assertLe(amount, price);
    }

    function test_tokenURI_isTheCidOfTheRecord(bytes32 record) public {
        Work memory work = workOf(alice, "recorded");
        work.record = record;
        string memory uri = works.tokenURI(uint256(Plain.idOf(_mint(work, alice))));
        assertEq(uri, string.concat("ipfs://f01551220", LibString.toHexStringNoPrefix(abi.encode(record))));
    }

    function test_viewsOfATokenRevertWhen_itIsNotMinted(uint256 id) public {
        vm.expectRevert(ERC721.TokenDoesNotExist.selector);
        works.tokenURI(id);
        vm.expectRevert(ERC721.TokenDoesNotExist.selector);
        works.royaltyInfo(id, 1);
    }

    function test_supportsInterface_namesWhatItDoes() public view {
        assertTrue(works.supportsInterface(0x01ffc9a7), "ERC-165");
        assertTrue(works.supportsInterface(0x80ac58cd), "ERC-721");
        assertTrue(works.supportsInterface(0x5b5e139f), "ERC-721 metadata");
        assertTrue(works.supportsInterface(0x2a55205a), "ERC-2981");
        assertTrue(works.supportsInterface(0xf5112315), "ERC-5646");
        assertFalse(works.supportsInterface(0xffffffff));
        assertEq(works.name(), "Tributary Works");
        assertEq(works.symbol(), "WORK");
    }

    function _owing(uint256 parents) private view returns (Work memory work) {
        work = workOf(alice, "derived");
        for (uint256 i; i < parents; ++i) {
            work = owing(work, Kind.WORK, 1000, bytes32(i));
        }
    }

    function _atHome(Work memory work) private view returns (Work memory) {
        work = valid(work);
        (work.creator, work.home, work.origin) = (keyOf(alice), here(address(works)), 0);
        return work;
    }

    function _mint(Work memory work, address to) private returns (Work memory) {
        vm.prank(alice);
        works.mint(work, nothing(), to);
        return work;
    }

    /// @dev EIP-2098.
    function _short(bytes memory signature) private pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = abi.decode(bytes.concat(signature, new bytes(31)), (bytes32, bytes32));
        return abi.encodePacked(r, bytes32(uint256(s) | uint256(uint8(signature[64]) - 27) << 255));
    }
}
