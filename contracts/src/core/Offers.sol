// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Exclusives} from "../types/Exclusives.sol";
import {Offer} from "../types/Offer.sol";
import {Work} from "../types/Work.sol";
import {ILicenses} from "./ILicenses.sol";
import {IWorks} from "./IWorks.sol";
import {Signature} from "./Signature.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "solady/utils/EIP712.sol";
import {LibBit} from "solady/utils/LibBit.sol";

/// @title Offers
/// @notice Says which offers stand, and keeps what their signers withdrew and what is sold exclusively.
abstract contract Offers is ILicenses, EIP712 {
    using Signature for bytes;

    /// @dev One slot, so that offers of a signer who never withdrew a single one are checked with one read.
    struct Withdrawals {
        uint64 counter;
        /// Whether an offer was ever cancelled. Stays set: a cancelled offer may name a counter still to come.
        bool any;
    }

    mapping(address signer => Withdrawals) private _withdrawals;
    mapping(address signer => mapping(bytes32 offer => bool)) private _cancelled;
    mapping(bytes32 work => Exclusives) internal _exclusives;

    /// @inheritdoc ILicenses
    function cancel(bytes32 offer) external {
        _withdrawals[msg.sender].any = true;
        _cancelled[msg.sender][offer] = true;
        emit Cancelled(msg.sender, offer);
    }

    /// @inheritdoc ILicenses
    function cancelAll() external {
        emit AllCancelled(msg.sender, ++_withdrawals[msg.sender].counter);
    }

    /// @inheritdoc ILicenses
    function counterOf(address signer) external view returns (uint256) {
        return _withdrawals[signer].counter;
    }

    /// @inheritdoc ILicenses
    function isCancelled(address signer, bytes32 offer) external view returns (bool) {
        return _cancelled[signer][offer];
    }

    /// @inheritdoc ILicenses
    function exclusiveUntil(bytes32 work, uint8 right) external view returns (uint256) {
        return _exclusives[work].untilOf(LibBit.ffs(right));
    }

    /// @inheritdoc ILicenses
    /// @custom:rule R-12
    function stateOf(Work calldata work) external view returns (bytes32) {
        IWorks home = _homeOf(work);
        bytes32 id = work.id();
        bytes32 fingerprint = home.getStateFingerprint(uint256(id));
        return keccak256(abi.encode(fingerprint, _holderOf(home, work, id), _exclusives[id], work.arbiter));
    }

    /// @inheritdoc ILicenses
    function idOf(Offer calldata offer) external pure returns (bytes32) {
        return offer.id();
    }

    /// @dev The id and the signer of an offer that may be bought now; reverts for any other.
    /// @custom:rule R-12 only while the holder, the epoch and the counter are those the signer saw
    function _requireOpen(Offer calldata offer, bytes calldata signature, Work calldata work)
        internal
        view
        returns (bytes32 id, address holder)
    {
        bytes32 shown = work.id();
        require(shown == offer.work, WrongWork(shown, offer.work));
        IWorks home = _homeOf(work);
        uint256 epoch = home.epochOf(shown);
        require(offer.epoch == epoch, WrongEpoch(offer.epoch, epoch));
        holder = _holderOf(home, work, shown);
        id = offer.id();
        offer.check(id);
        require(signature.isFrom(holder, _hashTypedData(id)), WrongSignature(holder));
        _requireKept(id, holder, offer.counter, offer.validUntil);
    }

    /// @dev Refuses an offer that its signer withdrew or let expire.
    function _requireKept(bytes32 id, address holder, uint256 counter, uint256 validUntil) internal view {
        require(block.timestamp <= validUntil, OfferExpired(validUntil));
        Withdrawals memory withdrawals = _withdrawals[holder];
        require(counter == withdrawals.counter, WrongCounter(counter, withdrawals.counter));
        require(!withdrawals.any || !_cancelled[holder][id], OfferCancelled(id));
    }

    /// @dev The owner at home, or the creator while the work is not minted, which the preimage proves.
    function _holderOf(IWorks home, Work calldata work, bytes32 id) private view returns (address) {
        try IERC721(address(home)).ownerOf(uint256(id)) returns (address owner) {
            return owner;
        } catch {
            return work.creator.payeeHere();
        }
    }

    function _homeOf(Work calldata work) internal view returns (IWorks home) {
        home = IWorks(work.home.contractHere());
        require(address(home) != address(0), NotAtHome(work.home));
    }

    function _domainNameAndVersion() internal pure override returns (string memory name, string memory version) {
        return ("Tributary", "1");
    }
}
