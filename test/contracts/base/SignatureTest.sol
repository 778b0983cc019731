// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {MockHostileWallet1271} from "../../../contracts/mocks/MockHostileWallet1271.sol";
import {MockReentrantWallet1271} from "../../../contracts/mocks/MockReentrantWallet1271.sol";
import {MockWallet1271} from "../../../contracts/mocks/MockWallet1271.sol";
import {Actors} from "./Actors.sol";

/// @title What holds for every call that carries a signature (signature.tree)
/// @notice A test of such a function extends this and says how it is prepared, signed and sent. What differs between the
/// functions, above all that each signed member counts, is in their own tests.
abstract contract SignatureTest is Actors {
    /// @dev Order of secp256k1.
    uint256 private constant _N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    bytes32 private constant _YES = bytes32(bytes4(0x1626ba7e));

    /* WHAT A CONTRACT FILLS IN */

    /// @dev The contract called.
    function target() internal view virtual returns (ISigned);

    /// @return own The name in its EIP-712 domain.
    /// @return other That of our other contract that takes signatures.
    function domainNames() internal pure virtual returns (string memory own, string memory other);

    /* WHAT A FUNCTION FILLS IN */

    /// @dev Brings about what the call needs apart from the signature.
    function prepare(address signer) internal virtual;

    /// @dev The signed struct's hash, after {prepare}.
    function structHashOf(address signer) internal view virtual returns (bytes32);

    /// @dev Sends the call from an account that may. Makes no other call, which an expected revert would be taken for.
    function send(address signer, bytes memory signature) internal virtual;

    /// @dev Whether the call has had its effect.
    function isDone(address signer) internal view virtual returns (bool);

    /* SIGNER */

    function test_RevertWhen_AnotherSigned() external {
        prepare(alice.addr);
        _assertRefused(alice.addr, sign(mallory, signedDigest(structHashOf(alice.addr))));
    }

    function test_RevertWhen_TheStructNamesAnotherSigner() external {
        prepare(alice.addr);
        _assertRefused(alice.addr, sign(alice, signedDigest(structHashOf(bob.addr))));
    }

    function test_RevertWhen_SignerIsZero() external {
        _assertRefused(address(0), new bytes(65));
        _assertRefused(address(0), "");
    }

    function test_RevertWhen_SIsHigh() external {
        prepare(alice.addr);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(alice.privateKey, signedDigest(structHashOf(alice.addr)));
        _assertRefused(alice.addr, abi.encodePacked(r, bytes32(_N - uint256(s)), v == 27 ? uint8(28) : uint8(27)));
    }

    function test_RevertWhen_SignatureIsCompact() external {
        prepare(alice.addr);
        (bytes32 r, bytes32 vs) = vm.signCompact(alice.privateKey, signedDigest(structHashOf(alice.addr)));
        _assertRefused(alice.addr, abi.encodePacked(r, vs));
    }

    function test_RevertWhen_SignatureIsEmptyOrLonger() external {
        prepare(alice.addr);
        bytes memory signature = signedBy(alice);
        _assertRefused(alice.addr, "");
        _assertRefused(alice.addr, bytes.concat(signature, hex"00"));
        send(alice.addr, signature);
        vm.assertTrue(isDone(alice.addr));
    }

    /* DOMAIN */

    function test_RevertWhen_SignedForAnotherChain() external {
        prepare(alice.addr);
        (string memory name, ) = domainNames();
        _assertRefusedInDomain(domainSeparator(name, block.chainid + 1, address(target())));
    }

    function test_RevertWhen_SignedForAnotherContract() external {
        prepare(alice.addr);
        (string memory name, ) = domainNames();
        _assertRefusedInDomain(domainSeparator(name, block.chainid, address(this)));
    }

    function test_RevertWhen_SignedForAnotherProtocol() external {
        prepare(alice.addr);
        (, string memory other) = domainNames();
        _assertRefusedInDomain(domainSeparator(other, block.chainid, address(target())));
    }

    function test_RevertWhen_SignedWithoutDomain() external {
        prepare(alice.addr);
        _assertRefused(alice.addr, sign(alice, structHashOf(alice.addr)));
    }

    /// @dev Overridden where what is signed for has the chain in its own id.
    function test_FollowsTheChainIdWhenTheChainSplits() public virtual {
        prepare(alice.addr);
        bytes32 structHash = structHashOf(alice.addr);
        bytes memory before = signedBy(alice);
        uint256 newChainId = block.chainid + 1;
        (string memory name, ) = domainNames();
        bytes32 separator = domainSeparator(name, newChainId, address(target()));

        vm.chainId(newChainId);
        _assertRefused(alice.addr, before);
        send(alice.addr, sign(alice, typedDataDigest(separator, structHash)));
        vm.assertTrue(isDone(alice.addr));
    }

    /* SIGNERS WITH CODE */

    function test_AcceptsASmartAccountThatSaysYes() external {
        address wallet = address(new MockWallet1271(bob.addr));
        prepare(wallet);

        send(wallet, sign(bob, signedDigest(structHashOf(wallet))));
        vm.assertTrue(isDone(wallet));
    }

    function test_RevertWhen_ASmartAccountSaysNo() external {
        address wallet = address(new MockWallet1271(bob.addr));
        prepare(wallet);
        _assertRefused(wallet, sign(mallory, signedDigest(structHashOf(wallet))));
    }

    function test_RevertWhen_ASmartAccountAnswersJunk() external {
        _assertRefusedFrom("junk", 32, MockHostileWallet1271.Ending.Returns);
        _assertRefusedFrom(_YES, 31, MockHostileWallet1271.Ending.Returns);
    }

    function test_RevertWhen_ASmartAccountAnswersJunkAtLength() external {
        _assertRefusedFrom("junk", 100_000, MockHostileWallet1271.Ending.Returns);
    }

    function test_RevertWhen_ASmartAccountReverts() external {
        _assertRefusedFrom(_YES, 32, MockHostileWallet1271.Ending.Reverts);
        _assertRefusedFrom(_YES, 100_000, MockHostileWallet1271.Ending.Reverts);
    }

    function test_RevertWhen_ASmartAccountBurnsAllGas() external {
        _assertRefusedFrom(_YES, 32, MockHostileWallet1271.Ending.BurnsGas);
    }

    /// @dev Not that anything would follow from it: the account could as well do so before or after.
    function test_ASmartAccountCanChangeNothingWhileItIsAsked() external {
        MockReentrantWallet1271 wallet = new MockReentrantWallet1271();
        prepare(address(wallet));
        wallet.arm(address(target()), abi.encodeCall(ISigned.useNonce, ()));

        send(address(wallet), "anything");
        vm.assertTrue(isDone(address(wallet)));
    }

    /// @dev Also when the signature says how to deploy it (ERC-6492).
    function test_RevertGiven_ASmartAccountIsNotDeployedYet() external {
        address wallet = makeAddr("not deployed yet");
        prepare(wallet);
        bytes memory signature = sign(bob, signedDigest(structHashOf(wallet)));
        bytes memory wrapped = bytes.concat(
            abi.encode(address(this), abi.encodeWithSignature("deploy()"), signature),
            hex"6492649264926492649264926492649264926492649264926492649264926492"
        );
        _assertRefused(wallet, signature);
        _assertRefused(wallet, wrapped);

        vm.etch(wallet, address(new MockWallet1271(bob.addr)).code);
        send(wallet, signature);
        vm.assertTrue(isDone(wallet));
    }

    function test_AcceptsADelegatedAccountsOwnSignature() external {
        prepare(alice.addr);
        _delegate(alice.addr, address(new MockHostileWallet1271("junk", 32, MockHostileWallet1271.Ending.Returns)));

        send(alice.addr, signedBy(alice));
        vm.assertTrue(isDone(alice.addr));
    }

    function test_AcceptsADelegatedAccountsCodesYes() external {
        prepare(alice.addr);
        _delegate(alice.addr, address(new MockWallet1271(bob.addr)));

        send(alice.addr, sign(bob, signedDigest(structHashOf(alice.addr))));
        vm.assertTrue(isDone(alice.addr));
    }

    function test_RevertWhen_NeitherADelegatedAccountNorItsCodeSaysYes() external {
        prepare(alice.addr);
        _delegate(alice.addr, address(new MockWallet1271(bob.addr)));
        _assertRefused(alice.addr, sign(mallory, signedDigest(structHashOf(alice.addr))));
    }

    /* PARTS */

    /// @dev Of the contract called, on this chain.
    function signedDigest(bytes32 structHash) internal view returns (bytes32) {
        (string memory name, ) = domainNames();
        return typedDataDigest(domainSeparator(name, block.chainid, address(target())), structHash);
    }

    /// @dev The account's call, after {prepare}.
    function signedBy(Account memory signer) internal view returns (bytes memory) {
        return sign(signer, signedDigest(structHashOf(signer.addr)));
    }

    function expectInvalid(address signer) internal {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, signer));
    }

    function _assertRefused(address signer, bytes memory signature) private {
        expectInvalid(signer);
        send(signer, signature);
    }

    function _assertRefusedInDomain(bytes32 separator) private {
        _assertRefused(alice.addr, sign(alice, typedDataDigest(separator, structHashOf(alice.addr))));
    }

    function _assertRefusedFrom(bytes32 word, uint256 length, MockHostileWallet1271.Ending ending) private {
        address wallet = address(new MockHostileWallet1271(word, length, ending));
        prepare(wallet);
        _assertRefused(wallet, "anything");
    }

    /// @dev Gives `account` the code of an ERC-7702 delegation to `implementation`.
    function _delegate(address account, address implementation) private {
        vm.etch(account, abi.encodePacked(hex"ef0100", implementation));
    }
}
