// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account} from "../types/Account.sol";
import {Flow, PPM, Work} from "../types/Work.sol";
import {IRoyaltyReceivers} from "./IRoyaltyReceivers.sol";
import {IWorks} from "./IWorks.sol";
import {ModelKeys} from "./ModelKeys.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {ECDSA} from "solady/utils/ECDSA.sol";
import {EIP712} from "solady/utils/EIP712.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {LibString} from "solady/utils/LibString.sol";
import {MerkleProofLib} from "solady/utils/MerkleProofLib.sol";
import {SignatureCheckerLib} from "solady/utils/SignatureCheckerLib.sol";

/// @title Works
/// @notice Who owns a work, which keys speak for a model, and when something was known.
/// @dev The 96 bits beside an owner hold `resale << 64 | epoch`.
contract Works is ERC721, EIP712, ModelKeys {
    bytes32 private constant MINT_TYPEHASH = keccak256("Mint(bytes32 work,address to,uint256 deadline)");
    bytes32 private constant OUTPUT_TYPEHASH = keccak256("Output(bytes32 work)");
    bytes32 private constant ANCHOR = keccak256("tributary.anchor");

    bytes4 private constant ERC2981 = 0x2a55205a;
    bytes4 private constant ERC5646 = 0xf5112315;

    /// @notice The factory of the addresses that receive resale royalties.
    IRoyaltyReceivers public immutable royaltyReceivers;

    mapping(bytes32 root => uint256 time) private _anchors;
    mapping(uint256 tokenId => bytes32) private _records;

    constructor(IRoyaltyReceivers receivers) {
        royaltyReceivers = receivers;
    }

    /// @inheritdoc IWorks
    function mint(Work calldata work, Attestation calldata attestation, address to) external returns (bytes32 id) {
        require(msg.sender == work.creator.payeeHere(), NotCreator(msg.sender, Account.unwrap(work.creator)));
        Flow[] calldata flows;
        (id, flows) = work.read();
        _mintWork(id, work, flows, attestation, to);
    }

    /// @inheritdoc IWorks
    function mintFor(
        Work calldata work,
        Attestation calldata attestation,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 id) {
        require(block.timestamp <= deadline, Expired(deadline, block.timestamp));
        Flow[] calldata flows;
        (id, flows) = work.read();
        bytes32 digest = _hashTypedData(keccak256(abi.encode(MINT_TYPEHASH, id, to, deadline)));
        require(
            SignatureCheckerLib.isValidSignatureNowCalldata(work.creator.payeeHere(), digest, signature),
            BadSignature(Account.unwrap(work.creator), digest)
        );
        _mintWork(id, work, flows, attestation, to);
    }

    /// @inheritdoc IWorks
    function publish(Work[] calldata works) external {
        for (uint256 i; i < works.length; ++i) {
            Work calldata work = works[i];
            (bytes32 id, Flow[] calldata flows) = work.read();
            _publish(id, work, flows);
        }
    }

    /// @inheritdoc IWorks
    function anchor(bytes32 root) external {
        if (_anchors[root] != 0) return;
        _anchors[root] = block.timestamp;
        emit Anchored(root, block.timestamp);
    }

    /// @inheritdoc IWorks
    function anchoredAt(bytes32 root) external view returns (uint256) {
        return _anchors[root];
    }

    /// @inheritdoc IWorks
    function isAuthentic(Work calldata output, Attestation calldata attestation) external view returns (bool) {
        return output.origin != 0 && _isHome(output) && _isAuthentic(output.id(), output.origin, attestation);
    }

    /// @inheritdoc IWorks
    function holderOf(Work calldata work) public view override returns (address) {
        if (!_isHome(work)) return address(0);
        address owner = _ownerOf(uint256(work.id()));
        return owner == address(0) ? work.creator.payeeHere() : owner;
    }

    /// @inheritdoc IWorks
    function epochOf(bytes32 work) public view returns (uint256) {
        return uint64(_getExtraData(uint256(work)));
    }

    /// @inheritdoc IWorks
    function getStateFingerprint(uint256 tokenId) external view returns (bytes32) {
        bytes32 id = bytes32(tokenId);
        return keccak256(abi.encode(_ownerOf(tokenId), epochOf(id), _generationOf(id)));
    }

    /// @inheritdoc IWorks
    function royaltyInfo(uint256 tokenId, uint256 price) external view returns (address receiver, uint256 amount) {
        require(_exists(tokenId), TokenDoesNotExist());
        uint256 resale = _getExtraData(tokenId) >> 64;
        return (royaltyReceivers.receiverOf(bytes32(tokenId)), FixedPointMathLib.fullMulDiv(price, resale, PPM));
    }

    /// @inheritdoc IWorks
    function idOf(Work calldata work) external pure returns (bytes32) {
        return work.id();
    }

    /// @inheritdoc ERC721
    function name() public pure override returns (string memory) {
        return "Tributary Works";
    }

    /// @inheritdoc ERC721
    function symbol() public pure override returns (string memory) {
        return "WORK";
    }

    /// @notice The record of a work, found by its hash: a raw CIDv1 in base 16, with the SHA-256 of the record.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        require(_exists(tokenId), TokenDoesNotExist());
        return string.concat("ipfs://f01551220", LibString.toHexStringNoPrefix(uint256(_records[tokenId]), 32));
    }

    /// @notice ERC-165, with ERC-721, its metadata, ERC-2981 and ERC-5646.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == ERC2981 || interfaceId == ERC5646 || super.supportsInterface(interfaceId);
    }

    function _mintWork(
        bytes32 id,
        Work calldata work,
        Flow[] calldata flows,
        Attestation calldata attestation,
        address to
    ) private {
        (uint256 home, uint256 here) = (Account.unwrap(work.home), _here());
        require(home == here, NotHome(home, here));
        require(!_exists(uint256(id)), AlreadyMinted(id));
        if (work.origin != 0) {
            require(_isAuthentic(id, work.origin, attestation), NotAuthentic(id, work.origin));
        } else {
            require(_isEmpty(attestation), NoOrigin(id));
        }
        _records[uint256(id)] = work.record;
        _mintAndSetExtraDataUnchecked(to, uint256(id), uint96(work.resale) << 64);
        _publish(id, work, flows);
    }

    /// @dev Emits `Published` with a checked work, which the compiler would check again.
    function _publish(bytes32 id, Work calldata work, Flow[] calldata flows) private {
        bytes32 topic = Published.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            let size := mul(flows.length, 0x60)
            mstore(data, 0x20)
            calldatacopy(add(data, 0x20), work, 0xc0)
            mstore(add(data, 0xe0), 0xe0)
            mstore(add(data, 0x100), flows.length)
            calldatacopy(add(data, 0x120), flows.offset, size)
            log2(data, add(size, 0x120), topic, id)
        }
    }

    /// @dev A work without an origin has nothing to attest. The lengths are read raw: a tail out of bounds reads as 0.
    function _isEmpty(Attestation calldata attestation) private pure returns (bool empty) {
        bytes32 root = attestation.root;
        assembly ("memory-safe") {
            let signature := calldataload(add(attestation, calldataload(attestation)))
            let path := calldataload(add(attestation, calldataload(add(attestation, 0x40))))
            empty := iszero(or(root, or(signature, path)))
        }
    }

    /// @dev The time of proof is the anchor's, when the leaf that binds id and signature is below it; else now.
    /// @custom:rule R-10
    function _isAuthentic(bytes32 id, bytes32 model, Attestation calldata attestation) private view returns (bool) {
        uint256 time = block.timestamp;
        if (attestation.root != 0) {
            time = _anchors[attestation.root];
            bytes32 leaf = keccak256(abi.encode(ANCHOR, id, keccak256(attestation.signature)));
            if (time == 0 || !MerkleProofLib.verifyCalldata(attestation.path, attestation.root, leaf)) return false;
        }
        bytes32 digest = _hashTypedData(keccak256(abi.encode(OUTPUT_TYPEHASH, id)));
        return isAuthorized(model, ECDSA.tryRecoverCalldata(digest, attestation.signature), time);
    }

    function _isHome(Work calldata work) private view returns (bool) {
        return Account.unwrap(work.home) == _here();
    }

    function _here() private view returns (uint256) {
        return block.chainid << 160 | uint160(address(this));
    }

    /// @dev A buyer who saw an epoch sees every transfer since.
    /// @custom:rule R-12
    function _beforeTokenTransfer(address from, address, uint256 tokenId) internal override {
        if (from != address(0)) _setExtraData(tokenId, _getExtraData(tokenId) + 1);
    }

    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("Tributary", "1");
    }
}
